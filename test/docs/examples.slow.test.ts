import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { workspace } from '../support/workspace';

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
      // `npm run examples` rewrites these files.
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

it('the example release is a project of its own, as cdk8s init makes one', () => {
  const project = workspace();
  cpSync(join(root, 'examples/release'), project, {
    recursive: true,
    filter: (source) => !source.endsWith('.k8s.yaml'),
  });
  const modules = join(project, 'node_modules');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const installed = name === 'cdk8s-rollouts' ? inject('builtPackage') : join(root, 'node_modules', name);
    symlinkSync(realpathSync(installed), join(modules, name));
  }
  for (const command of ['tsx', 'cdk8s']) {
    symlinkSync(realpathSync(join(root, 'node_modules/.bin', command)), join(modules, '.bin', command));
  }
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  execFileSync('npm', ['run', '--silent', 'synth'], { cwd: project, env, stdio: 'pipe' });
  const written = manifestsIn(join(project, 'dist'));
  expect(written).toEqual(manifestsIn(join(root, 'examples/release')));
  for (const file of written) {
    const committed = readFileSync(join(root, 'examples/release', file), 'utf8');
    expect(readFileSync(join(project, 'dist', file), 'utf8')).toBe(committed);
  }
});
