import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The top of the repository. */
export const root = resolve(import.meta.dirname, '..');

/** Runs a program and shows what it prints. A failure ends the script. */
export function run(cwd, program, ...args) {
  console.log(`$ ${[program, ...args].join(' ')}`);
  execFileSync(program, args, { cwd, stdio: 'inherit' });
}

/** Runs a program and returns what it prints. */
export function output(cwd, program, ...args) {
  return execFileSync(program, args, { cwd, encoding: 'utf8' });
}

/** Gives a folder outside the repository, so that nothing is found by accident, and removes it at the end. */
export function withTemporaryFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-rollouts-'));
  // A test reads files as another user, who must be able to enter the folder.
  chmodSync(folder, 0o755);
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
