// Whether the tests pass with the lowest versions of the peer dependencies that package.json says will do.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { output, root, run, withTemporaryFolder } from './run.mjs';

const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lowest = Object.entries(peerDependencies).map(([name, range]) => [name, range.replace(/^\^/, '')]);

withTemporaryFolder((folder) => {
  run(folder, 'git', 'clone', '--quiet', root, 'copy');
  const copy = join(folder, 'copy');
  for (const [name, version] of lowest) run(copy, 'npm', 'pkg', 'set', `devDependencies.${name}=${version}`);
  run(copy, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  for (const [name, version] of lowest) {
    const installed = JSON.parse(readFileSync(join(copy, 'node_modules', name, 'package.json'), 'utf8')).version;
    if (installed !== version) throw new Error(`${name} ${installed} was installed, not ${version}`);
  }
  run(copy, 'npm', 'run', 'build', '--silent');
  run(copy, 'npm', 'test', '--silent', '--', ...foldersOfTests());
  console.log(output(copy, 'npm', 'ls', ...lowest.map(([name]) => name), '--depth=0'));
});

/** A room of src/ without a peer behaves alike with any version of it, and its tests have run already. */
function foldersOfTests() {
  return readdirSync(join(root, 'test'))
    .filter((folder) => !existsSync(join(root, 'src', folder)) || importsPeer(join(root, 'src', folder)))
    .map((folder) => `test/${folder}/`);
}

function importsPeer(folder) {
  const peers = Object.keys(peerDependencies).map((name) => `from '${name}'`);
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .some((text) => peers.some((peer) => text.includes(peer)));
}
