import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(__dirname, '../..');

it('SECURITY.md states how many bad inputs there are, at the least', () => {
  const [, stated] = /at least (\d+) bad inputs/.exec(readFileSync(join(root, 'SECURITY.md'), 'utf8')) ?? [];
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['list', '--project', 'unit', '--project', 'slow', 'test/bad-inputs'];
  const list = execFileSync(process.execPath, [vitest, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const cases = list.split('\n').filter((line) => line.includes(' > '));
  expect(Number(stated)).toBeGreaterThanOrEqual(250);
  expect(cases.length).toBeGreaterThanOrEqual(Number(stated));
});
