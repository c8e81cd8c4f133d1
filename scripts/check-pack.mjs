// Checks that the package, as it would be published, installs into an empty project and can be imported there in every
// way.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED } from './bundled-packages.mjs';
import { checkSynthPlugin } from './check-synth-plugin.mjs';
import { output, root, run, withTemporaryFolder } from './run.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const peers = Object.keys(manifest.peerDependencies).map((name) => `${name}@${manifest.devDependencies[name]}`);

const USE = `
const chart = new Chart(new App(), 'test');
new BlueGreenApp(chart, 'Shop', { name: 'shop', replicas: 1, port: 80, active: Color.BLUE, blue: { image: 'shop:1' } });
const kinds = chart.toJson().map((manifest: { kind: string }) => manifest.kind).join();
if (kinds !== 'Deployment,Service' || splitReplicas({ replicas: 10, trafficPercent: 30 }).canary !== 3) throw new Error(kinds);
console.log('ok', kinds);
`;
const USE_JS = USE.replace(/: \{ kind: string \}/, '');
const IMPORTS = `import { App, Chart } from 'cdk8s';\nimport { BlueGreenApp, Color, splitReplicas } from 'cdk8s-rollouts';\n`;
const REQUIRES = `const { App, Chart } = require('cdk8s');\nconst { BlueGreenApp, Color, splitReplicas } = require('cdk8s-rollouts');\n`;

/** Checks that the package contains only files for users, and each package that it bundles in one file. */
function checkFiles(files) {
  // npm packs every README, even if `files` does not list it.
  const allowed = [
    /^lib\/.*\.(js|d\.ts)$/,
    /^\.jsii(\.gz)?$/,
    /^schema\/.*\.schema\.json$/,
    /^(package\.json|README(\.ko)?\.md|LICENSE|CHANGELOG\.md)$/,
  ];
  const strangers = files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
  if (strangers.length > 0) throw new Error(`files that do not belong into the package: ${strangers.join(', ')}`);
  const missing = [
    'lib/index.js',
    'lib/index.d.ts',
    '.jsii',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'schema/release.schema.json',
    ...BUNDLED.map((name) => `lib/bundle/${name}.js`),
  ];
  const absent = missing.filter((file) => !files.includes(file));
  if (absent.length > 0) throw new Error(`files that the package lacks: ${absent.join(', ')}`);
}

/** Checks that users install nothing else and that no script runs on their machines, of which npm would warn them. */
function checkManifest({ dependencies = {}, scripts }) {
  const names = Object.keys(dependencies);
  if (names.length > 0) throw new Error(`dependencies that lib/bundle should have instead: ${names.join(', ')}`);
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'].filter((script) => script in scripts);
  if (onInstall.length > 0) throw new Error(`scripts that run when a user installs it: ${onInstall.join(', ')}`);
}

withTemporaryFolder((folder) => {
  checkManifest(manifest);
  // Run the scripts first, because their output would mix with the JSON.
  run(root, 'npm', 'run', 'prepack', '--silent');
  const packed = JSON.parse(output(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  const [{ filename, files }] = Array.isArray(packed) ? packed : Object.values(packed);
  checkFiles(files.map(({ path }) => path));
  const tarball = join(folder, filename);

  run(root, 'node_modules/.bin/publint', '--strict', tarball);
  // jsii reads .jsii as data, and no one imports it.
  run(root, 'node_modules/.bin/attw', tarball, '--exclude-entrypoints', '.jsii');

  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  run(project, 'npm', 'install', '--no-audit', '--no-fund', '--silent', tarball, ...peers);

  writeFileSync(join(project, 'use.cjs'), REQUIRES + USE_JS);
  writeFileSync(join(project, 'use.mjs'), IMPORTS + USE_JS);
  run(project, 'node', 'use.cjs');
  run(project, 'node', 'use.mjs');

  const types = join(root, 'node_modules/@types');
  writeFileSync(join(project, 'use.ts'), IMPORTS + USE);
  for (const [compiler, module, moduleResolution, ...more] of [
    ['typescript-native', 'node16', 'node16'],
    ['typescript-native', 'esnext', 'bundler'],
    // The runs above check the declarations. This one checks that the older compiler understands them.
    ['typescript', 'node16', 'node16', '--skipLibCheck'],
  ]) {
    const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', module, ...more];
    const resolution = ['--moduleResolution', moduleResolution, '--typeRoots', types, '--types', 'node'];
    run(project, 'node', tsc, ...options, ...resolution, 'use.ts');
  }

  for (const bin of Object.keys(manifest.bin ?? {})) {
    if (!existsSync(join(project, 'node_modules/.bin', bin))) throw new Error(`the package does not install ${bin}`);
    run(project, 'npx', '--no-install', bin, '--version');
  }
  // This command loads a module on use, which the package must contain.
  run(project, 'npx', '--no-install', 'cdk8s-rollouts', 'split', '--replicas', '10', '--percent', '10');

  checkSynthPlugin(project, manifest.version);
});
