import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(__dirname, '../..');
const LEFT_OUT = new Set(['node_modules', 'dist', 'lib', 'coverage']);

/** Returns all Markdown files of the repository. */
function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return LEFT_OUT.has(entry.name) || (entry.name.startsWith('.') && entry.name !== '.github')
        ? []
        : markdownIn(path);
    }
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const withoutCode = (text: string): string => text.replaceAll(/```[^]*?\n *```/g, '').replaceAll(/`[^`\n]*`/g, '`');

/** Returns the anchors that GitHub derives from the headings of a document, and those that it states. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replaceAll(/```[^]*?\n *```/g, '').matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = '']) => heading,
  );
  const seen = new Map<string, number>();
  const made = headings.map((heading) => {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain.replaceAll(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const stated = [...text.matchAll(/<a id="([^"]*)">/g)].map(([, id = '']) => id);
  return new Set([...made, ...stated]);
}

/** Returns the targets of links and pictures. */
const targetsOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);

const documents = markdownIn(root);
const textOf = new Map(documents.map((path) => [path, readFileSync(path, 'utf8')]));

function problemOf(document: string, target: string): string | undefined {
  if (/^https:\/\/[^\s/]+\.[^\s]+$/.test(target)) return undefined;
  if (/^[a-z]+:/.test(target)) return `${target} is no https link`;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? document : join(dirname(document), path);
  if (!existsSync(file)) return `${target} is not there`;
  if (relative(root, file).startsWith('..')) return `${target} is outside of the repository`;
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  return anchorsOf(textOf.get(file) ?? '').has(anchor) ? undefined : `${target} has no such heading`;
}

describe('links', () => {
  it.each(documents.map((path) => relative(root, path)))('of %s lead somewhere', (name) => {
    const document = join(root, name);
    const problems = targetsOf(textOf.get(document) ?? '').map((target) => problemOf(document, target));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('lead to every document', () => {
    const linked = new Set(
      documents.flatMap((document) =>
        targetsOf(textOf.get(document) ?? '').map((target) => join(dirname(document), target.split('#')[0] ?? '')),
      ),
    );
    // GitHub, npm or the site find these files by their names.
    const found = /^site\/pages\/|^(README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT)[^/]*\.md$|^\.github\//;
    const orphans = documents.filter((path) => !linked.has(path) && !found.test(relative(root, path)));
    expect(orphans.map((path) => relative(root, path))).toEqual([]);
  });

  it('are found if they are broken', () => {
    const document = join(root, 'README.md');
    const text =
      '[a](docs/none.md) ![b](docs/rules.md#none) [c](http://x.y) `[d](code)` [e](docs/rules.md#change-what-a-rule-does)';
    expect(targetsOf(text).map((target) => problemOf(document, target))).toEqual([
      'docs/none.md is not there',
      'docs/rules.md#none has no such heading',
      'http://x.y is no https link',
      undefined,
    ]);
  });
});
