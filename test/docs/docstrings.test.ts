import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as library from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { describeManifestProblem } from '../../src/manifests/manifest-problem';
import { describeProblem } from '../../src/validate/problem';
import { type Docstring, exampleOf, isOfFunction, isOfType, readDocstrings } from '../support/docstrings';

const root = resolve(__dirname, '../..');
const docstrings = readDocstrings(root, ['src']);
const ofTheRest = readDocstrings(root, ['bench', 'e2e', 'scripts', 'site', 'test']);

/** Clauses that hide their noun: `what is left` instead of `the remaining pods`. */
const HIDDEN_NOUN = /\b(?:what|whatever|where|wherever|whoever)\b/i;
/** Nouns that look like a verb in the third person. */
const PLURAL =
  /^(?:Deployments|Events|Fields|Files|Findings|Kinds|Labels|Lines|Lists|Names|Objects|Options|Pods|Ports|Problems|Routes|Rules|Services|Shares|Stages|Values|Versions|Words)\b/;

const placed = (found: Docstring[]): string[] =>
  found.map(({ file, line, text }) => `${file}:${line}: ${text.slice(0, 80)}`);

describe.each([
  ['src', docstrings, 1500, 600, 200],
  ['the other folders', ofTheRest, 600, 300, 80],
] as const)('the docstrings of %s', (_, all, fewest, fewestOfFunctions, fewestOfTypes) => {
  const ofFunctions = all.filter(isOfFunction);
  const ofTypes = all.filter(isOfType);

  it('are found', () => {
    expect(all.length).toBeGreaterThan(fewest);
    expect(ofFunctions.length).toBeGreaterThan(fewestOfFunctions);
    expect(ofTypes.length).toBeGreaterThan(fewestOfTypes);
  });

  it('begin with a verb in the third person if they describe a function', () => {
    expect(placed(ofFunctions.filter(({ text }) => !/^[A-Z]\w*s\b/.test(text) || PLURAL.test(text)))).toEqual([]);
  });

  it('begin with a noun if they describe a type', () => {
    const verbs = new Set(docstrings.filter(isOfFunction).map(({ text }) => /^\w*/.exec(text)![0]));
    const others = ofTypes.filter(
      ({ text }) =>
        /^(?:As|For|How|If|In|Is|Like|Nothing|To|Used|When|Whether|Which|Why|With)\b/.test(text) ||
        verbs.has(/^\w*/.exec(text)![0]),
    );
    expect(placed(others)).toEqual([]);
  });

  it('name a noun instead of asking for it', () => {
    const others = all.filter(({ text }) =>
      HIDDEN_NOUN.test(text.replaceAll(/`[^`]*`/g, '').replace(/^@example[^]*?(?=^@|(?![^]))/m, '')),
    );
    expect(placed(others)).toEqual([]);
  });
});

it('no comment looks like a docstring and is none', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.filter((file) => /^\s*\/\* +\* /m.test(readFileSync(join(root, 'src', file), 'utf8')))).toEqual([]);
});

it('an example begins on a line of its own', () => {
  expect(placed(docstrings.filter(({ text }) => /^@example[ \t]*\S/m.test(text)))).toEqual([]);
});

it('percentages are written 30%, without a space', () => {
  const files = ['src', 'docs', 'examples', 'site/pages', 'site/playground'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const texts = [...files, 'README.md', 'README.ko.md', 'CHANGELOG.md']
    .filter((file) => /\.(?:ts|md|yaml|svg)$/.test(file) && !file.startsWith('docs/reference'))
    .filter((file) => /[\d}][ \u00a0]%(?![\w ])/.test(readFileSync(join(root, file), 'utf8')));
  expect(texts).toEqual([]);
});

describe('the examples of functions', () => {
  const examples = docstrings.filter(isOfFunction).filter((docstring) => exampleOf(docstring)?.includes('// =>'));

  it('are found', () => {
    expect(examples.length).toBeGreaterThan(25);
    expect(docstrings.filter((docstring) => isOfFunction(docstring) && exampleOf(docstring) !== undefined)).toEqual(
      examples,
    );
  });

  it.each(examples.map((docstring) => [docstring.declaration.replace(/[(<].*/, ''), docstring] as const))(
    'of %s give the results that they state',
    async (_, docstring) => {
      const own = (await import(join(root, docstring.file))) as Record<string, unknown>;
      const names: Record<string, unknown> = { ...library, describeManifestProblem, describeProblem, ...own };
      // oxlint-disable-next-line typescript/no-implied-eval -- the code is ours
      const run = new Function(...Object.keys(names), toProgram(exampleOf(docstring)!)) as (
        ...values: unknown[]
      ) => [actual: unknown, stated: unknown][];
      for (const [actual, stated] of run(...Object.values(names))) expect(actual).toEqual(stated);
    },
  );
});

/** Returns a program that returns the value of each expression together with the one that is stated after it. */
function toProgram(example: string): string {
  let expression = '';
  const pairs: string[] = [];
  for (const line of example.split('\n')) {
    const [, code = line, stated] = /^(.*?)\s*\/\/ => (.*)$/.exec(line) ?? [];
    expression += `${code}\n`;
    if (stated === undefined) continue;
    pairs.push(`[${expression.trim()}, ${stated}]`);
    expression = '';
  }
  return `return [${pairs.join(',\n')}];`;
}
