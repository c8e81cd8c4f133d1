import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache');

/** The command line as JavaScript, in a folder of its own: tests must not depend on what was built before. */
export interface BuiltCli {
  readonly folder: string;
  /** The script that node runs. */
  readonly main: string;
  remove(): void;
}

export function buildCli(): BuiltCli {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'cli-'));
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = ['--outDir', join(folder, 'lib'), '--noCheck', '--declaration', 'false'];
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.json'), ...options]);
  return {
    folder,
    main: join(folder, 'lib/cli/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
