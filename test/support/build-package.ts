import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node' with { 'resolution-mode': 'import' };

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the compiled package, which is removed after all tests. Its command line is `lib/cli/main.js`. */
    readonly builtPackage: string;
  }
}

const ROOT = resolve(__dirname, '../..');

/** Compiles the package once for all tests, in its own folder, so that they don't depend on an earlier build. */
export default function setup(project: TestProject): () => void {
  // Use a folder inside node_modules, so that the compiled files find their dependencies.
  const cache = join(realpathSync(join(ROOT, 'node_modules')), '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'built-package-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    const tsc = join(ROOT, 'node_modules/typescript-native/bin/tsc');
    const options = ['--outDir', join(folder, 'lib'), '--noCheck', '--declaration', 'false'];
    execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), ...options]);
    for (const script of ['load-on-demand.mjs', 'bundle.mjs']) {
      execFileSync(process.execPath, [join(ROOT, 'scripts', script), join(folder, 'lib')]);
    }
  } catch (error) {
    remove();
    throw error;
  }
  project.provide('builtPackage', folder);
  return remove;
}
