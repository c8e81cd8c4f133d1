import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

const root = resolve(__dirname, '../..');
const examples = ['argo-cd', 'blue-green', 'canary', 'podinfo', 'production', 'release'];

let outdir: string;

/** Runs the examples as `cdk8s synth` does: the command of cdk8s.yaml, with the output folder in the environment. */
beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'examples-'));
  const command = /^app: (.*)$/m.exec(readFileSync(join(root, 'cdk8s.yaml'), 'utf8'))?.[1];
  execFileSync(String(command), { cwd: root, shell: true, env: { ...process.env, CDK8S_OUTDIR: outdir } });
});

afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

const manifestsIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.k8s.yaml'))
    .sort();

describe.each(examples)('the example %s', (example) => {
  const folder = join(root, 'examples', example);

  it('gives the YAML that is committed beside it, byte for byte', async () => {
    const files = manifestsIn(outdir).filter((file) => file.startsWith(`${example}-`));
    for (const file of files) {
      // `npm run examples` writes these files anew.
      await expect(readFileSync(join(outdir, file), 'utf8')).toMatchFileSnapshot(join(folder, file));
    }
    expect(manifestsIn(folder)).toEqual(files);
  });

  it('gives YAML that parses without a warning', () => {
    for (const file of manifestsIn(folder)) {
      const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'), { version: '1.1' });
      for (const document of documents) {
        expect([...document.errors, ...document.warnings]).toEqual([]);
      }
    }
  });
});

it('every file that the examples write belongs to one of them', () => {
  const strangers = manifestsIn(outdir).filter((file) => !examples.some((example) => file.startsWith(`${example}-`)));
  expect(strangers).toEqual([]);
});
