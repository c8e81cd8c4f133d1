import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { deployment, service } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { commit, git, repository, write, yaml } from '../support/workspace';

const page = readFileSync(resolve(__dirname, '../../docs/pull-requests.md'), 'utf8');

/** Returns the commands of a recipe, and the check at its end. */
function recipe(name: string): { readonly render: string; readonly check: string[] } {
  const [, block = ''] = new RegExp(`<!-- recipe: ${name} -->\n\n\`\`\`sh\n([^]*?)\`\`\``).exec(page) ?? [];
  const lines = block.trim().split('\n');
  return { render: lines.slice(0, -1).join('\n'), check: lines.at(-1)!.split(' ').slice(2) };
}

const has = (command: string): boolean => spawnSync(command, ['version', '--client']).error === undefined;

const kustomization = 'resources: [web.yaml]\n';
const app = (replicas: number): string => yaml(deployment('web', { replicas }), service('web', { app: 'web' }));

/** The work tree of a pull request that removes all pods, with the work tree of its target branch beside it. */
let checkout: string;

beforeEach(() => {
  checkout = join(repository(), 'checkout');
  const top = join(checkout, '..');
  write(top, { 'checkout/README.md': '' });
});

it.each(['kustomize', 'helm', 'flux', 'argocd-diff-preview'])('the page has a recipe for %s', (name) => {
  expect(recipe(name).check).toEqual(expect.arrayContaining(['check', '--against']));
});

describe.skipIf(!has('kubectl'))('kubectl kustomize, which this machine has', () => {
  it('renders both states for the check', async () => {
    git(join(checkout, '..'), 'init', '--quiet', '--initial-branch=main', checkout);
    const base = { 'base/web.yaml': app(4), 'base/kustomization.yaml': kustomization };
    const overlay = 'resources: [../../base]\nnamespace: prod\n';
    write(checkout, { ...base, 'overlays/prod/kustomization.yaml': overlay });
    commit(checkout, 'what runs');
    git(checkout, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    git(checkout, 'worktree', 'add', '--quiet', '--detach', '../before', 'refs/remotes/origin/main');
    write(checkout, {
      'overlays/prod/kustomization.yaml': `${overlay}replicas: [{ name: web, count: 0 }]\n`,
    });
    const { render, check } = recipe('kustomize');
    const rendered = spawnSync('bash', ['-euo', 'pipefail', '-c', render], { cwd: checkout, encoding: 'utf8' });
    expect(rendered.status, rendered.stderr).toBe(0);
    const { exitCode, stdout } = await runInProcess(check, { cwd: checkout });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('no-ready-endpoints');
    expect(stdout).toContain('Service prod/web');
  }, 60_000);
});

it('argocd-diff-preview leaves two folders, which are compared as they are', async () => {
  write(checkout, { 'output/base/web.yaml': app(4), 'output/target/web.yaml': app(0) });
  const { exitCode, stdout } = await runInProcess(recipe('argocd-diff-preview').check, { cwd: checkout });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('no-ready-endpoints');
});
