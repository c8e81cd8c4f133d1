import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULES } from '../../src/check/rules';

const ROOT = join(__dirname, '../..');

function idsIn(folder: string, suffix: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}

it('each rule has one file, one test and one section of the documentation', () => {
  const ids = RULES.map(({ id }) => id).sort();
  const headings = [...readFileSync(join(ROOT, 'docs/rules.md'), 'utf8').matchAll(/^## ([a-z-]+)$/gm)];
  expect(idsIn('src/check/rules', '.ts')).toEqual(ids);
  expect(idsIn('test/check/rules', '.test.ts')).toEqual(ids);
  expect(headings.map(([, id]) => id).sort()).toEqual(ids);
});

it('each section starts with the severity of its rule', () => {
  const text = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8');
  for (const { id, severity } of RULES) {
    const section = text.split(`\n## ${id}\n`)[1]?.trim() ?? '';
    expect(section.toLowerCase().startsWith(severity), id).toBe(true);
  }
});

it('each rule explains itself', () => {
  for (const { title, why } of RULES) {
    expect(title).toMatch(/^[a-z].*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});
