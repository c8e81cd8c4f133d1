// The packages that lib/bundle contains. They are not dependencies: what users install has none but its peers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output, root } from './run.mjs';

export const BUNDLED = ['commander', 'picocolors', 'picomatch', 'yaml'];

/** Installs the bundled packages into an empty folder as dependencies, so that npm can list and audit them. */
export function installBundled(folder) {
  const { name, version, license, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const dependencies = Object.fromEntries(BUNDLED.map((each) => [each, devDependencies[each]]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, dependencies }));
  output(folder, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
}
