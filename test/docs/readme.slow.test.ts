import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Chart, Yaml } from 'cdk8s';
import { createTwoFilesPatch } from 'diff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readRelease } from '../../src/release/read-release';
import { exampleOf, readDocstrings } from '../support/docstrings';
import { runInProcess } from '../support/run-in-process';
import { write } from '../support/workspace';

/** A fenced block of a document, with the comment right above it. */
interface Block {
  readonly language: string;
  readonly note: string;
  readonly text: string;
  readonly document: string;
  readonly line: number;
}

const root = resolve(__dirname, '../..');
/** The documents whose code blocks are all run. The rules and the commands have their own tests. */
const DOCUMENTS = [
  'README.md',
  'README.ko.md',
  'docs/adoption.md',
  'docs/autoscaling.md',
  'docs/gitops.md',
  'docs/guides/blue-green.md',
  'docs/guides/canary.md',
  'docs/guides/first-release.md',
  'docs/release-file.md',
  'docs/guides/rollback.md',
  'docs/how-it-works.md',
  'docs/layouts.md',
  'docs/performance.md',
  'docs/pods.md',
  'docs/production.md',
  'docs/split.md',
];
/** The classes of the library and the shape of a release file, whose docstrings have an example. */
const WITH_EXAMPLE = [
  'src/blue-green/blue-green-app.ts',
  'src/canary/canary-app.ts',
  'src/fast-app/fast-app.ts',
  'src/release-app/release-app.ts',
  'src/release/release.ts',
];
// Inside the repository, so that the snippets resolve their imports as the tests do.
const folder = join(root, 'test', '.readme');

const blocksOfDocuments: Block[] = DOCUMENTS.flatMap((document) => {
  const markdown = readFileSync(join(root, document), 'utf8');
  return [...markdown.matchAll(/(?:<!-- (.*) -->\n+)?```(.*)\n([\s\S]*?)```\n/g)].map((match) => ({
    note: match[1] ?? '',
    language: match[2] ?? '',
    text: match[3] ?? '',
    document,
    line: markdown.slice(0, match.index).split('\n').length,
  }));
});

const blocksOfDocstrings: Block[] = readDocstrings(root, ['src']).flatMap((docstring) => {
  const example = exampleOf(docstring);
  if (example === undefined || !WITH_EXAMPLE.includes(docstring.file)) return [];
  return { note: '', language: 'ts', text: `${example}\n`, document: docstring.file, line: docstring.line };
});

const blocks = [...blocksOfDocuments, ...blocksOfDocstrings];

const isCode = (block: Block): boolean => block.language.startsWith('ts');
const fileOf = ({ document, line }: Block): string => join(folder, `${document.replace(/\W/g, '-')}-line-${line}.ts`);

/** The exports of the package that snippets use without importing them. */
const NAMES =
  'BlueGreenApp, CanaryApp, CapacityPolicy, checkRollout, Color, explicitSplit, FastApp, planBlueGreen, planCanary, ReleaseApp, ReleaseStrategy, releaseStages, replicasForPercent, splitReplicas';

const isRelease = ({ language, text }: Block): boolean => language === 'yaml' && text.startsWith('strategy:');

/** Returns the folder with the release files that a snippet uses. */
function releasesOf({ document, line }: Block): string {
  const shown = blocks.filter((block) => block.document === document && block.line < line && isRelease(block)).at(-1);
  if (shown === undefined) return join(root, 'examples/release/releases');
  const releases = join(folder, `${document.replace(/\W/g, '-')}-line-${shown.line}`);
  write(releases, { 'prod/shop.yaml': shown.text });
  return releases;
}

/** Returns a snippet as a module. A whole program stays unchanged, and a part runs in a chart. */
function toModule(block: Block): string {
  const code = block.text
    .replace(/^(.*);\n\/\/ => (.*)$/gm, 'results.push([$1, $2]);')
    // Users have release files next to their code. A document shows its file above the code, and a docstring that of the example.
    .replaceAll("'releases/", `'${releasesOf(block)}/`);
  const imports = `
    import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
    import * as kplus from 'cdk8s-plus-28';
    import * as rollouts from 'cdk8s-rollouts';
    import { ${NAMES}, type Release } from 'cdk8s-rollouts';
    export const used = [ApiObject, App, Chart, Duration, JsonPatch, kplus, rollouts, ${NAMES}];`;
  if (code.includes('import ')) {
    // The program's own App would write to the default folder. The test only needs its chart.
    const [head, body] = [code.replace(/\n(?!import)[\s\S]*/, ''), code.replace(/^import .*$/gm, '')];
    return `${head}\nexport function run(_: Chart, __: unknown[]): Chart { ${body.replace('app.synth();', 'return chart;')} }`;
  }
  return `${imports}\nexport function run(chart: Chart, results: unknown[]): Chart { const app = chart.node.root; void [app, results]; ${code}\n return chart; }`;
}

async function run(block: Block): Promise<{ documents: unknown[]; results: [unknown, unknown][] }> {
  const { run: program } = (await import(fileOf(block))) as { run: (chart: unknown, results: unknown[]) => unknown };
  const results: [unknown, unknown][] = [];
  const chart = program(new Chart(new App(), 'test'), results) as Chart;
  const documents = chart.toJson() as unknown[];
  return { documents, results };
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const block of blocks.filter(isCode)) writeFileSync(fileOf(block), toModule(block));
  const tsconfig = {
    extends: '../../tsconfig.json',
    compilerOptions: { rootDir: '../..', noUnusedLocals: false, noUnusedParameters: false },
    files: blocks.filter(isCode).map(fileOf),
    include: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('the code of the documents compiles', () => {
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript-native/bin/tsc'), '-p', folder], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});

describe.each([...DOCUMENTS, ...WITH_EXAMPLE])('%s', (document) => {
  let before: Block | undefined;
  const own = blocks.filter((block) => block.document === document);
  for (const block of own) {
    const code = before;
    if (isCode(block)) before = block;

    if (block.language === 'ts') {
      it(`line ${block.line}: the code runs, and gives the results that it states`, async () => {
        const { results } = await run(block);
        expect(results).toHaveLength((block.text.match(/^\/\/ =>/gm) ?? []).length);
        for (const [actual, stated] of results) expect(actual).toEqual(stated);
      });
    }
    const [, file] = /^file: (\S+)$/.exec(block.note) ?? [];
    if (file !== undefined) {
      it(`line ${block.line}: this is in ${file}`, () => {
        expect(readFileSync(join(root, file), 'utf8')).toContain(block.text);
      });
    }
    if (isRelease(block)) {
      it(`line ${block.line}: this is a sound release file`, () => {
        expect(readRelease(block.text, document).problems).toBeUndefined();
      });
    }
    if (block.language === 'yaml' && !isRelease(block) && file === undefined && code !== undefined) {
      it(`line ${block.line}: the code above gives this YAML`, async () => {
        const { documents } = await run(code);
        const given = documents.map((document) => Yaml.stringify(document));
        for (const stated of block.text.split('---\n')) expect(given).toContain(stated);
      });
    }
    const [, after, running] = /^check: (\S+) (\S+)$/.exec(block.note) ?? [];
    if (after !== undefined) {
      it(`line ${block.line}: the checker prints this`, async () => {
        const [one, other] = [after, running].map((name) => `examples/${name}.k8s.yaml`);
        const { stdout } = await runInProcess(['check', one!, '--against-dir', other!], { cwd: root });
        expect(stdout.replaceAll(/ {2}\S+\.yaml:\d+$/gm, '')).toContain(block.text);
      });
    }
    if (block.language === 'text' && after === undefined && code !== undefined) {
      it(`line ${block.line}: the code above fails with this error`, async () => {
        await expect(run(code)).rejects.toThrow(new Error(block.text.trimEnd()));
      });
    }
    if (block.language === 'diff') {
      it(`line ${block.line}: this is the diff of the two examples`, () => {
        const [, from = '', to = ''] = /^diff: (\S+) (\S+)$/.exec(block.note) ?? [];
        const [one, other] = [from, to].map((name) => readFileSync(join(root, `examples/${name}.k8s.yaml`), 'utf8'));
        const patch = createTwoFilesPatch('', '', one ?? '', other ?? '', '', '', { context: 2 });
        expect(block.text).toBe(patch.split('\n').slice(4).join('\n'));
      });
    }
  }

  it('states nothing in a kind of block that no test runs', () => {
    expect(own).not.toEqual([]);
    const kinds = ['ts', 'ts throws', 'yaml', 'text', 'diff', 'sh'];
    expect(own.map((block) => block.language).filter((language) => !kinds.includes(language))).toEqual([]);
  });

  it('has YAML that parses', () => {
    for (const block of own.filter(({ language }) => language === 'yaml')) {
      for (const document of parseAllDocuments(block.text)) expect(document.errors).toEqual([]);
    }
  });
});
