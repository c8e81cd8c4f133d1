import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { App, Chart } from 'cdk8s';
import { ReleaseApp } from 'cdk8s-rollouts';
import { expect, it } from 'vitest';
import { runInProcess } from '../support/run-in-process';
import { commit, git, repository, workspace, write } from '../support/workspace';

const page = readFileSync(resolve(__dirname, '../../docs/guides/first-release.md'), 'utf8');

/** Returns the code blocks of a language in a numbered section of the page. */
function blocks(section: number, language: string): string[] {
  const [, text = ''] = page.split(new RegExp(`^## ${section}\\. .*\\n`, 'm'));
  const own = text.split(/^## /m)[0]!;
  return [...own.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code!);
}

const FILE = 'releases/prod/shop.yaml';
const [program = ''] = blocks(1, 'ts');
const [release = ''] = blocks(1, 'yaml');

/** Returns the names of the objects in the YAML that a folder contains. */
function names(folder: string): string[] {
  const yaml = readFileSync(join(folder, 'dist/shop.k8s.yaml'), 'utf8');
  return [...yaml.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name!);
}

/** The folders of a user who follows the page: the repository, and the manifests that the cluster has got. */
interface User {
  readonly folder: string;
  readonly cluster: string;
}

/** Runs `main.ts` of the page in a folder, as `cdk8s synth` does. */
function synth(folder: string): void {
  const code = program
    .replaceAll(/^import .*$/gm, '')
    .replace('new App()', 'new App({ outdir })')
    .replace(`'${FILE}'`, 'releaseFile');
  const scope = { App, Chart, ReleaseApp, outdir: join(folder, 'dist'), releaseFile: join(folder, FILE) };
  const run = compileFunction(code, Object.keys(scope)) as (...values: unknown[]) => void;
  run(...Object.values(scope));
}

/** Runs one line of a shell block of the page. Commands that only ask the cluster do nothing. */
async function runLine(user: User, line: string): Promise<void> {
  const [program, ...args] = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  if (program === 'git') git(user.folder, ...args);
  else if (line === 'npx cdk8s synth') synth(user.folder);
  else if (line === 'kubectl apply -f dist/') {
    write(user.cluster, { 'dist/shop.k8s.yaml': readFileSync(join(user.folder, 'dist/shop.k8s.yaml'), 'utf8') });
  } else if (line.startsWith('npx cdk8s-rollouts ')) {
    const { exitCode, stderr } = await runInProcess(args.slice(1), { cwd: user.folder });
    expect({ line, exitCode, stderr }).toMatchObject({ line, exitCode: 0 });
  } else expect(line).toMatch(/^kubectl (rollout status|create namespace|delete deployment) /);
}

/** Runs all shell blocks of a section, and merges their commits. */
async function follow(user: User, section: number): Promise<void> {
  for (const block of blocks(section, 'sh')) {
    for (const line of block.trimEnd().split('\n')) await runLine(user, line);
  }
  git(user.folder, 'branch', '--force', 'main', 'HEAD');
}

it('takes v2 to everyone: each command of the page leaves a commit whose YAML fits the release file', async () => {
  const folder = repository({ [FILE]: release, 'main.ts': program });
  const user: User = { folder, cluster: workspace() };
  const [install, apply = ''] = blocks(1, 'sh');
  expect(install).toMatch(/^npm install /);
  // The manifests are in this namespace, and nothing else creates it.
  expect(program).toContain("namespace: 'shop'");
  expect(apply).toContain('kubectl create namespace shop\n');
  for (const line of apply.trimEnd().split('\n')) await runLine(user, line);
  commit(folder, 'what runs');
  expect(names(user.cluster)).toEqual(['shop-v1', 'shop-service']);

  const states: string[][] = [];
  for (const section of [3, 4, 4, 4, 4, 4, 5]) {
    await follow(user, section);
    // The commit contains what the commands wrote, and the YAML of it. It is also what runs.
    synth(folder);
    expect(() => git(folder, 'diff', '--exit-code', 'HEAD'), `after section ${section}`).not.toThrow();
    expect(names(user.cluster)).toEqual(names(folder));
    states.push(names(folder));
  }
  expect(states.slice(0, -1).every((state) => state.includes('shop-v1') && state.includes('shop-v2'))).toBe(true);
  expect(states.at(-1)).toEqual(['shop-v2', 'shop-service']);
  expect(readFileSync(join(folder, FILE), 'utf8')).toBe(
    release.replace('version: v1', 'version: v2').replace('shop:1.8.2', 'shop:2.0.0'),
  );
});
