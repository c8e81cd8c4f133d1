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

it('each rule has one file, one test and one page of the documentation', () => {
  const ids = RULES.map(({ id }) => id).sort();
  expect(idsIn('src/check/rules', '.ts')).toEqual(ids);
  expect(idsIn('test/check/rules', '.test.ts')).toEqual(ids);
  expect(idsIn('docs/rules', '.md')).toEqual(ids);
});

it('each page begins with what the rule finds, and its severity', () => {
  for (const { id, title, severity } of RULES) {
    const page = readFileSync(join(ROOT, `docs/rules/${id}.md`), 'utf8');
    const [heading, summary, text = ''] = page.split('\n\n');
    expect(heading).toBe(`# ${id}`);
    expect(summary).toBe(`_${title.charAt(0).toUpperCase()}${title.slice(1)}._`);
    expect(text.toLowerCase().startsWith(severity), id).toBe(true);
  }
});

it('the overview lists each rule with what it finds', () => {
  const overview = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8').replaceAll(/\n {2}/g, ' ');
  const listed = [...overview.matchAll(/^- \[([a-z-]+)\]\(rules\/\1\.md\): (.*)$/gm)].map(([, id, title]) => ({
    id,
    title,
  }));
  expect(listed).toHaveLength(RULES.length);
  expect(listed).toEqual(expect.arrayContaining(RULES.map(({ id, title }) => ({ id, title }))));
});

it('each rule explains itself', () => {
  for (const { title, why } of RULES) {
    expect(title).toMatch(/^[a-z].*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});
