import { readFileSync } from 'node:fs';
import { posix, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** The home pages, and the READMEs that they show parts of. */
const HOMES: Readonly<Record<string, string>> = {
  'site/pages/index.md': 'README.md',
  'site/pages/ko/index.md': 'README.ko.md',
};

/** The place of a part of the README in a home page: `<!-- README: code -->`. */
const PLACE = /<!-- README: (\w+) -->/g;

/**
 * Returns a plugin that fills the home pages with parts of the README, so that nothing is written twice.
 *
 * @param root the folder of the repository
 */
export function homeFromReadme(root: string): Plugin {
  return {
    name: 'home-from-readme',
    enforce: 'pre',
    transform(code, id) {
      const page = relative(root, id).split(sep).join('/');
      const readme = HOMES[page];
      if (readme === undefined) return null;
      this.addWatchFile(resolve(root, readme));
      const parts: Readonly<Partial<Record<string, string>>> = {
        ...partsOf(readFileSync(resolve(root, readme), 'utf8'), readme),
      };
      const toRoot = posix.relative(posix.dirname(page), '');
      return code.replace(PLACE, (place, name: string) => {
        const part = parts[name];
        if (part === undefined)
          throw new Error(`${page}: expected a part of ${readme}, got ${place}; use a known name`);
        return withLinksFrom(part, toRoot);
      });
    },
  };
}

/** The parts of a README that a home page shows, as Markdown. */
export interface ReadmeParts {
  /** The paragraph about the package as a whole. */
  readonly summary: string;
  /** The sentences about the people that it is for. */
  readonly audience: string;
  /** The sentence that introduces the list of its parts, as a heading. */
  readonly introduction: string;
  /** The list of its parts. */
  readonly contents: string;
  /** The first example. */
  readonly code: string;
  /** The paragraph about the result of the example. */
  readonly outcome: string;
  /** The YAML that the example gives. */
  readonly yaml: string;
  readonly picture: string;
}

/**
 * Returns the parts of a README, which stand before its first section.
 *
 * @throws if the README was rearranged: a part is missing, or it is not clear which paragraph is which
 */
export function partsOf(text: string, file: string): ReadmeParts {
  const blocks = blocksOf(text.slice(0, text.indexOf('\n## ')));
  const contents = blocks.findIndex((block) => block.startsWith('- '));
  const yaml = blocks.findIndex((block) => block.startsWith('```yaml'));
  const fix = 'put it back, or adjust site/.vitepress/home.mts';
  // Without the title, the badges and the link to the other language.
  const paragraphs = blocks.slice(0, Math.max(contents, 0)).filter((block) => !/^(#|\[)/.test(block));
  if (paragraphs.length > 2) {
    const received = paragraphs.map((paragraph) => JSON.stringify(`${paragraph.slice(0, 20)}…`)).join(', ');
    throw new Error(`${file}: expected two paragraphs above the list for the home page, got ${received}; ${fix}`);
  }
  const [summary, last] = paragraphs;
  const [audience, introduction] = splitLastSentence(last ?? '');
  const parts: Record<keyof ReadmeParts, string | undefined> = {
    summary,
    audience,
    introduction: introduction.replace(/[:.]$/, ''),
    contents: blocks[contents],
    code: blocks.find((block) => block.startsWith('```ts')),
    outcome: blocks[yaml - 1],
    yaml: blocks[yaml],
    picture: blocks.find((block) => block.startsWith('![') && block.endsWith('.svg)')),
  };
  const missing = Object.entries(parts).flatMap(([name, part]) => (part ? [] : name));
  if (missing.length > 0) {
    throw new Error(`${file}: expected ${missing.join(', ')} for the home page before the first section; ${fix}`);
  }
  return parts as Record<keyof ReadmeParts, string>;
}

/** Returns the blocks of a Markdown text: paragraphs, lists, and whole blocks of code. */
function blocksOf(text: string): string[] {
  const blocks: string[][] = [[]];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    if (line === '' && !isCode) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
}

/** Splits a paragraph before its last sentence. */
function splitLastSentence(paragraph: string): [string, string] {
  const end = paragraph.slice(0, -1).lastIndexOf('.') + 1;
  return [paragraph.slice(0, end), paragraph.slice(end).trim()];
}

/** Returns Markdown whose relative links lead to the same files from another folder. */
function withLinksFrom(markdown: string, toRoot: string): string {
  return markdown.replace(/\]\((?![a-z][a-z\d+.-]*:|[#/])/gi, `](${toRoot}/`);
}
