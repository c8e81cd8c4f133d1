import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../src/cli/cli-error';
import { editFiles, readFiles } from '../../src/cli/output/edit-files';
import { withoutPrivileges } from '../support/without-privileges';
import { workspace } from '../support/workspace';

const append =
  (...additions: (string | undefined)[]) =>
  (files: { readonly text: string }[]) =>
    Promise.resolve({
      texts: files.map(({ text }, index) => {
        const addition = additions[index];
        return addition === undefined ? undefined : text + addition;
      }),
      result: files.length,
    });

const read = (folder: string, ...names: string[]): string[] =>
  names.map((name) => readFileSync(join(folder, name), 'utf8'));

async function failure(edit: Promise<unknown>): Promise<string[]> {
  const error = await edit.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CliError);
  return (error as CliError).problems;
}

describe('editing files', () => {
  it('writes what the edit returns, leaves the others, and keeps the rights of each file', async () => {
    const folder = workspace({ 'a.yaml': 'a', 'b.yaml': 'b', 'c.yaml': 'c' });
    const mode = statSync(join(folder, 'a.yaml')).mode;
    expect(await editFiles(['a.yaml', 'b.yaml', 'c.yaml'], folder, append('1', undefined, '3'))).toBe(3);
    expect(read(folder, 'a.yaml', 'b.yaml', 'c.yaml')).toEqual(['a1', 'b', 'c3']);
    expect(statSync(join(folder, 'a.yaml')).mode).toBe(mode);
    expect(await readdir(folder)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });

  it('keeps a byte order mark', async () => {
    const folder = workspace({ 'a.yaml': '\ufeffa' });
    await editFiles(['a.yaml'], folder, append('1'));
    expect(read(folder, 'a.yaml')).toEqual(['\ufeffa1']);
  });

  it('writes nothing when the edit throws', async () => {
    const folder = workspace({ 'a.yaml': 'a', 'b.yaml': 'b' });
    await expect(editFiles(['a.yaml', 'b.yaml'], folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(read(folder, 'a.yaml', 'b.yaml')).toEqual(['a', 'b']);
    expect(await readdir(folder)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('writes nothing when one of the files was changed meanwhile', async () => {
    const folder = workspace({ 'a.yaml': 'a', 'b.yaml': 'b' });
    const edit = editFiles(['a.yaml', 'b.yaml'], folder, (files) => {
      writeFileSync(join(folder, 'b.yaml'), 'by hand');
      return append('1', '2')(files);
    });
    expect(await failure(edit)).toEqual([
      'b.yaml: someone changed the file while the command ran; run the command again',
    ]);
    expect(read(folder, 'a.yaml', 'b.yaml')).toEqual(['a', 'by hand']);
    expect(await readdir(folder)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('lets only one of two commands at once change a file', async () => {
    const folder = workspace({ 'a.yaml': 'a' });
    const second: string[][] = [];
    await editFiles(['a.yaml'], folder, async (files) => {
      second.push(await failure(editFiles(['a.yaml'], folder, append('2'))));
      return append('1')(files);
    });
    expect(second).toEqual([
      [
        'a.yaml: another command is changing it (a.yaml.lock exists); wait until it ends, or delete a.yaml.lock if none is running',
      ],
    ]);
    expect(read(folder, 'a.yaml')).toEqual(['a1']);
  });

  it('reads the file only once it is locked, so that of many commands at once each builds on the one before', async () => {
    const folder = workspace({ 'a.yaml': '' });
    const runs = await Promise.allSettled(Array.from({ length: 20 }, () => editFiles(['a.yaml'], folder, append('x'))));
    const done = runs.filter(({ status }) => status === 'fulfilled').length;
    expect(done).toBeGreaterThan(0);
    expect(read(folder, 'a.yaml')).toEqual(['x'.repeat(done)]);
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  it("unlocks the files before one that can't be locked", async () => {
    const folder = workspace({ 'a.yaml': 'a' });
    expect(await failure(editFiles(['a.yaml', 'b.yaml'], folder, append('1')))).toEqual([
      'b.yaml: there is no such file; correct the path',
    ]);
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  it('refuses links, directories and files that are no text', async () => {
    const folder = workspace({ 'a.yaml': 'a', 'binary.yaml': 'a\0b' });
    symlinkSync('a.yaml', join(folder, 'link.yaml'));
    mkdirSync(join(folder, 'folder'));
    expect(await failure(editFiles(['link.yaml'], folder, append('1')))).toEqual([
      'link.yaml: expected a file, got a symbolic link; name the file that it leads to',
    ]);
    expect(await failure(editFiles(['folder'], folder, append('1')))).toEqual([
      'folder: expected a file, got a directory; pass a file in it, or use --all',
    ]);
    expect((await failure(editFiles(['binary.yaml'], folder, append('1'))))[0]).toMatch(
      /^binary\.yaml: .*no UTF-8 text/,
    );
    expect(existsSync(join(folder, 'binary.yaml.lock'))).toBe(false);
    expect(read(folder, 'a.yaml')).toEqual(['a']);
  });
});

describe('reading files', () => {
  it('needs no lock', async () => {
    const folder = workspace({ 'a.yaml': 'a', 'a.yaml.lock': '' });
    expect(await readFiles(['a.yaml'], folder)).toEqual([{ name: 'a.yaml', text: 'a' }]);
  });

  it('reports why a file cannot be read, and editing it why it cannot be changed', async () => {
    const folder = workspace({});
    // Node.js takes no NUL byte in a path.
    const name = 'a\0b';
    const reason = (await failure(readFiles([name], folder)))[0];
    expect(reason).toMatch(/^a\0b: it can't be read \(The argument 'path' must be .*\); check the path$/);
    expect(await failure(editFiles([name], folder, append('1')))).toEqual([reason?.replace('be read', 'be changed')]);
    const long = 'n'.repeat(300);
    const tooLong = [`${long}: the name is too long; correct the path`];
    expect(await failure(readFiles([long], folder))).toEqual(tooLong);
    expect(await failure(editFiles([long], folder, append('1')))).toEqual(tooLong);
  });

  it('asks for no permission but to read', async () => {
    const folder = workspace({ 'a.yaml': 'a' });
    chmodSync(join(folder, 'a.yaml'), 0);
    chmodSync(folder, 0o777);
    expect(await withoutPrivileges(() => failure(readFiles(['a.yaml'], folder)))).toEqual([
      'a.yaml: permission denied; grant read permission',
    ]);
    expect(await withoutPrivileges(() => failure(editFiles(['a.yaml'], folder, append('1'))))).toEqual([
      'a.yaml: permission denied; grant read and write permission',
    ]);
  });
});
