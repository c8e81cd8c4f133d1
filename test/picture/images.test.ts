import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runInProcess } from '../support/run-in-process';

const root = resolve(__dirname, '../..');
const folder = join(root, 'docs/images');

/** The pictures of the documentation. `npm run pictures` redraws them. */
const IMAGES: Record<string, string[]> = {
  'plan-blue-green.svg': ['plan', '--strategy', 'blue-green', '--replicas', '3'],
  'plan.svg': ['plan', '--replicas', '10', '--steps', '10,30,50,100'],
  'show.svg': ['show', 'examples/canary/canary-3-canary-30-percent.k8s.yaml'],
};

it.each(Object.entries(IMAGES))('docs/images/%s is the output of the command, byte for byte', async (file, args) => {
  const { exitCode, stdout } = await runInProcess([...args, '--format', 'svg'], { cwd: root });
  expect(exitCode).toBe(0);
  await expect(stdout).toMatchFileSnapshot(join(folder, file));
});

it('docs/images has no other pictures', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(IMAGES));
});

it('the README describes its picture', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const images = [...readme.matchAll(/!\[([^\]]*)\]\(docs\/images\/([\w-]+\.svg)\)/g)];
  expect(images.map(([, , file]) => file)).toEqual(['plan.svg']);
  for (const [, text = ''] of images) expect(text.length).toBeGreaterThan(60);
});
