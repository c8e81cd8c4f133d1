import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The top of the repository. */
export const root = resolve(import.meta.dirname, '..');

/** Runs a program and shows its output. A failure ends the script. */
export function run(cwd, program, ...args) {
  console.log(`$ ${[program, ...args].join(' ')}`);
  execFileSync(program, args, { cwd, stdio: 'inherit' });
}

/** Runs a program and returns its output. */
export function output(cwd, program, ...args) {
  return execFileSync(program, args, { cwd, encoding: 'utf8' });
}

/**
 * Calls a function with a folder outside the repository, so that programs find nothing by accident, and removes the
 * folder afterwards.
 */
export function withTemporaryFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-rollouts-'));
  // A test reads files as another user, who needs access to the folder.
  chmodSync(folder, 0o755);
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
