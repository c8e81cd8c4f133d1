// Checks that the tests pass with the lowest versions of the peer dependencies that package.json allows.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root, run, withTemporaryFolder } from './run.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { peerDependencies } = manifest;
const lowest = Object.entries(peerDependencies).map(([name, range]) => [name, range.replace(/^\^/, '')]);

withTemporaryFolder((folder) => {
  const copy = join(folder, 'copy');
  run(folder, 'git', 'clone', '--quiet', root, copy);
  installLowest(copy);
  // The code must also compile with the declarations of the lowest versions.
  run(copy, 'node', 'node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.build.json', '--noEmit');
  // Each worker loads cdk8s and all modules again, which takes a fifth of the processor time.
  const tests = ['--project', 'unit', '--maxWorkers=1', ...testsOfConstructs(copy)];
  run(copy, 'node', 'node_modules/vitest/vitest.mjs', 'run', ...tests);
  console.log(lowest.map(([name, version]) => `${name} ${version}`).join('\n'));
});

/**
 * Installs the lowest versions, and links all other packages from here, because installing them again would double the
 * time.
 */
function installLowest(copy) {
  const folder = join(copy, '..', 'lowest');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const versions = lowest.map(([name, version]) => `${name}@${version}`);
  run(folder, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...versions);
  for (const [name, version] of lowest) {
    const installed = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
    if (installed !== version) throw new Error(`${name} ${installed} was installed, not ${version}`);
  }
  const modules = join(copy, 'node_modules');
  renameSync(join(folder, 'node_modules'), modules);
  linkMissing(join(root, 'node_modules'), modules);
}

function linkMissing(from, to) {
  for (const name of readdirSync(from)) {
    if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
    else if (name.startsWith('@')) linkMissing(join(from, name), join(to, name));
  }
}

/**
 * Returns the unit tests of constructs in a folder: those that import a peer or this package, directly or through a helper. The
 * version of a peer doesn't affect the maths, the plans and the checks, whose tests run elsewhere.
 */
function testsOfConstructs(folder) {
  const files = readdirSync(join(folder, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: `test/${file}`, text: readFileSync(join(folder, 'test', file), 'utf8') }));
  const named = [...Object.keys(peerDependencies), manifest.name].map((name) => `'${name}'`);
  const makes = ({ text }) => named.some((name) => text.includes(`from ${name}`));
  const helpers = files.filter(({ path }) => path.startsWith('test/support/')).filter(makes);
  const uses = ({ text }) => helpers.some(({ path }) => text.includes(`/${basename(path, '.ts')}'`));
  return files
    .filter(({ path }) => path.endsWith('.test.ts') && !path.endsWith('.slow.test.ts'))
    .filter((file) => makes(file) || uses(file))
    .map(({ path }) => path);
}
