import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type FileAttempt, fileFailure } from '../../src/text/file-failure';

const READING: FileAttempt = { sought: 'file', done: 'read', permission: 'read' };

it.each([
  ['ENOENT', 'there is no such file', 'correct the path'],
  ['ENOTDIR', 'a part of the path is a file, not a directory', 'correct the path'],
  ['EACCES', 'permission denied', 'grant read permission'],
  ['EPERM', 'permission denied', 'grant read permission'],
  ['ELOOP', 'its symbolic links form a loop', 'remove one of them'],
  ['ENAMETOOLONG', 'the name is too long', 'correct the path'],
  ['EROFS', 'the file system is read-only', 'name a path on another one'],
  ['ENOSPC', 'the disk is full', 'make room'],
  ['EIO', "it can't be read (bad \\u001b disk)", 'check the path'],
])('names the cause and the remedy of %s', (code, cause, fix) => {
  expect(fileFailure({ code, message: 'bad \u001b disk' }, READING)).toEqual({ cause, fix });
});

it('gives the remedies of the caller', () => {
  const attempt = { ...READING, remedies: { ENOENT: 'create it', other: 'name another file' } };
  expect(fileFailure({ code: 'ENOENT' }, attempt).fix).toBe('create it');
  expect(fileFailure({ code: 'EIO' }, attempt).fix).toBe('name another file');
  expect(fileFailure({ code: 'ENOSPC' }, attempt).fix).toBe('make room');
});

it('reads the errors that Node.js throws', () => {
  const failureOf = (path: string): unknown => {
    try {
      return readFileSync(path);
    } catch (error) {
      return fileFailure(error, READING).cause;
    }
  };
  expect(failureOf(`${__filename}/more`)).toBe('a part of the path is a file, not a directory');
  expect(failureOf(`${__dirname}/none.ts`)).toBe('there is no such file');
  expect(failureOf(`${__dirname}/${'a'.repeat(300)}`)).toBe('the name is too long');
  expect(failureOf(__dirname)).toMatch(/^it can't be read \(EISDIR: /);
});
