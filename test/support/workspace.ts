import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

const folders: string[] = [];

/** Returns the folders that were created since the last call, for removal. */
export function takeFolders(): string[] {
  return folders.splice(0);
}

/** Creates a folder for one test, outside the repository. It is removed after the test. */
export function workspace(files: Record<string, string> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-rollouts-test-')));
  folders.push(folder);
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

export function yaml(...objects: object[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}

/** Creates a git repository without commits. */
export function repository(files: Record<string, string> = {}): string {
  const folder = workspace(files);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  return folder;
}

export function commit(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', message);
}

export function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
}
