import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(__dirname, '../..');

/** Returns the TypeScript files of a folder, as paths from the root of the repository. */
function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

/** Returns the files that each file imports, types included. */
function importsOf(folder: string): Map<string, string[]> {
  const files = new Set(filesOf(folder));
  const imports = [...files].map((file): [string, string[]] => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
    const paths = importedFiles.map(({ fileName }) => `${join(dirname(file), fileName)}.ts`);
    return [file, paths.filter((path) => files.has(path))];
  });
  return new Map(imports);
}

/** Returns one circle of imports, or an empty list if there is none. */
function circleIn(imports: Map<string, string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const imported of imports.get(file) ?? []) {
      const circle = visit(imported, [...path, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('the layout', () => {
  it('of test/ leaves the number of runs of each property to the suite: vitest.config.mts', () => {
    expect(
      filesOf('test').filter(
        (file) => file.endsWith('.test.ts') && /\bnumRuns\s*:/.test(readFileSync(join(ROOT, file), 'utf8')),
      ),
    ).toEqual([]);
  });

  it('of test/ uses charts that leave no folders behind, unlike those of cdk8s Testing', () => {
    const isLeaving = (file: string): boolean =>
      /\bTesting\.(app|chart)\(/.test(readFileSync(join(ROOT, file), 'utf8'));
    expect([...filesOf('test'), ...filesOf('site/test')].filter(isLeaving)).toEqual([]);
  });

  it.each(['src', 'e2e'])('of %s/ has no circle of imports, types included', (folder) => {
    expect(circleIn(importsOf(folder))).toEqual([]);
  });

  it('of src/ has every file in a room, except the index', () => {
    expect(filesOf('src').filter((file) => !/^src\/[^/]+\//.test(file))).toEqual(['src/index.ts']);
  });

  it('of src/ has the rooms that the linter orders and CONTRIBUTING.md describes', () => {
    const rooms = [...new Set(filesOf('src').flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []))].sort();
    const linter = readFileSync(join(ROOT, 'oxlint.config.mjs'), 'utf8');
    const [, list = ''] = /const rooms = \[([^\]]*)\]/.exec(linter) ?? [];
    expect([...list.matchAll(/'([\w-]+)'/g)].map(([, room]) => room).sort()).toEqual(rooms);
    const guide = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
    expect([...guide.matchAll(/^([\w-]+)\/ {2,}/gm)].map(([, room]) => room).sort()).toEqual(rooms);
  });
});
