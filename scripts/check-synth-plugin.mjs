import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * Returns the code of an app in two environments, and of another app. Blue runs, or green is created and switched to in
 * one step.
 */
const code = (switched) => `
const { App, Chart } = require('cdk8s');
const { BlueGreenApp, Color } = require('cdk8s-rollouts');
const app = new App();
const [blue, green] = [{ image: 'shop:1' }, { image: 'shop:2' }];
const runs = { replicas: 3, port: 80, active: Color.BLUE, blue };
const changes = ${switched ? '{ replicas: 3, port: 80, active: Color.GREEN, blue, green }' : 'runs'};
new BlueGreenApp(new Chart(app, 'prod', { namespace: 'prod' }), 'Shop', { name: 'shop', ...changes });
new BlueGreenApp(new Chart(app, 'staging', { namespace: 'staging' }), 'Shop', { name: 'shop', ...runs });
new BlueGreenApp(new Chart(app, 'single'), 'Web', { name: 'web', ...changes });
app.synth();
`;

// The folder is absolute, because cdk8s would resolve a relative one as the name of a package.
const config = (version, plugins) => `language: typescript
app: node main.cjs
output: dist
pluginsDirectory: ${JSON.stringify(plugins)}
validations:
  - package: cdk8s-rollouts
    version: ${version}
    class: RolloutValidation
    properties: { against: HEAD, failOn: error }
`;

/**
 * Runs the real `cdk8s synth` with the validation plugin, in a project with only the packed package and its peers.
 *
 * @param project the folder in which the package and its peers are installed
 * @param version the version of the package
 */
export function checkSynthPlugin(project, version) {
  const folder = join(project, 'infrastructure');
  // cdk8s would install the plugin from the registry into this folder.
  const plugin = join(folder, '.plugins/cdk8s-rollouts', version, 'node_modules');
  mkdirSync(plugin, { recursive: true });
  cpSync(join(project, 'node_modules/cdk8s-rollouts'), join(plugin, 'cdk8s-rollouts'), { recursive: true });
  writeFileSync(join(folder, 'cdk8s.yaml'), config(version, join(folder, '.plugins')));
  writeFileSync(join(folder, '.gitignore'), '.plugins\n');
  git(folder, 'init', '--quiet');
  commit(folder, 'nothing runs');

  expectSynth(folder, false, 0, ['Validations ended succesfully']);
  commit(folder, 'blue runs');
  expectSynth(folder, true, 2, [
    'no-ready-endpoints',
    'Construct Path: single/Web/',
    'Manifest Path: dist/single.k8s.yaml',
    '(in the chart prod)',
    'Validation failed',
  ]);
  console.log('ok cdk8s synth with RolloutValidation');
}

function expectSynth(folder, switched, expected, texts) {
  writeFileSync(join(folder, 'main.cjs'), code(switched));
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const cdk8s = join(root, 'node_modules/.bin/cdk8s');
  const { status, stdout, stderr } = spawnSync(cdk8s, ['synth'], { cwd: folder, encoding: 'utf8', env });
  const missing = texts.filter((text) => !(stdout + stderr).includes(text));
  if (status === expected && missing.length === 0) return;
  throw new Error(
    `cdk8s synth ended with ${status}, not ${expected}; missing: ${missing.join(', ')}\n${stdout}${stderr}`,
  );
}

function commit(folder, message) {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', message);
}

function git(cwd, ...args) {
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd });
}
