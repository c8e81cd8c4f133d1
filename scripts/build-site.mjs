import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/**
 * Builds the documentation site into site/dist. The site has its own dependencies, which work on the library does not
 * need. The script installs them if they are missing or differ from the lock file.
 */
const site = join(root, 'site');

if (!isInstalled()) run(site, 'npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts');
run(root, 'node', 'node_modules/typescript-native/bin/tsc', '-p', 'site/tsconfig.json');
run(site, 'node_modules/.bin/vitepress', 'build');

/**
 * Reports whether the packages of the lock file are installed. npm records the installed packages in another lock file,
 * without the project itself.
 */
function isInstalled() {
  const installed = join(site, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const versions = (file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
      .filter(([path, entry]) => path !== '' && !entry.optional)
      .map(([path, { version }]) => `${path}@${version}`)
      .sort()
      .join();
  return versions(installed) === versions(join(site, 'package-lock.json'));
}
