import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { deployment, service } from '../check/manifests';
import { workspace } from '../support/workspace';

const SCRIPT = resolve(__dirname, '../../bench/replay-history.mjs');

it('replays each commit of a repository that changes manifests, and counts the findings', () => {
  const folder = workspace();
  const git = (...args: string[]): void => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'ignore' });
  };
  const commit = (objects: object[], others: Record<string, string> = {}): void => {
    mkdirSync(join(folder, 'deploy/web'), { recursive: true });
    writeFileSync(join(folder, 'deploy/web/web.yaml'), objects.map((one) => stringify(one)).join('---\n'));
    for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text);
    git('add', '-A');
    git('commit', '-m', 'a');
  };
  const web = (image: string, replicas = 3): object => deployment('web', { image, replicas });
  const on = service('web', { app: 'web' });
  git('init');
  commit([web('web:1'), on], { 'README.md': 'a' });
  commit([web('web:2'), on]);
  commit([web('web:2', 0), on]);
  // No manifest changes.
  commit([web('web:2', 0), on], { 'README.md': 'b' });
  commit([web('web:2'), on], { 'deploy/web/bad.yaml': 'apiVersion: v1\nkind: Service\nmetadata: [\n' });
  const facts = join(folder, 'facts.json');
  const output = execFileSync(process.execPath, [SCRIPT, '--facts', facts, '--show', 'all', folder], {
    env: { ...process.env, CDK8S_ROLLOUTS_LIB: join(inject('builtPackage'), 'lib') },
    encoding: 'utf8',
  });
  expect(output).toMatch(
    /^error no-ready-endpoints \| \S+ [0-9a-f]{10} deploy\/web \| deploy\/web\/web\.yaml:\d+ \| Service shop\/web falls from 3 to 0 ready endpoints and stays there$/m,
  );
  const { repositories } = JSON.parse(readFileSync(facts, 'utf8')) as { repositories: object[] };
  expect(repositories).toMatchObject([
    {
      states: 3,
      quiet: 1,
      errors: 2,
      refused: 0,
      leftOut: 1,
      imagesOnly: { states: 1, quiet: 1, errors: 0 },
      rules: { 'error no-ready-endpoints': 1, 'error unreadable-manifest': 1 },
    },
  ]);
});

it('explains itself', () => {
  const env = { ...process.env, CDK8S_ROLLOUTS_LIB: join(inject('builtPackage'), 'lib') };
  expect(execFileSync(process.execPath, [SCRIPT, '--help'], { env, encoding: 'utf8' })).toMatch(
    /^Usage: .*replay-history\.mjs \[options\] REPOSITORY/,
  );
});
