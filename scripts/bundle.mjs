// Part of `npm run build`. Puts the compiled files together in five bundles, because Node.js takes longer to find and
// open 250 small files than to read a large one. Each package that the code needs becomes one file as well. Each module
// still runs only when it is first needed, so loading on demand (load-on-demand.mjs) keeps working. Nothing is
// minified: a stack trace names functions and a line of the bundle, where a comment above each module names its file.
// Of the declarations, only those stay that the index leads to.
//
// The plugin for `cdk8s synth` has a sixth bundle of its own. It needs all of its modules in every run, so they become
// one scope without a function around each: with 10 apps, it takes 69 ms of processor time instead of 83. The other
// bundles need such functions, because their programs leave out most modules.
//
// Usage: node scripts/bundle.mjs [FOLDER]
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { BUNDLED } from './bundled-packages.mjs';
import { root } from './run.mjs';

const [given = join(root, 'lib')] = process.argv.slice(2);
// esbuild names files by their real paths.
const folder = realpathSync(given);

/** The plugin, whose imports are in a bundle of their own. */
const PLUGIN = 'synth-plugin/rollout-validation';
/** Exports of the index that lead to the checker, which programs with only constructs never load. */
const GATES = ['check/check-rollout', PLUGIN];
/** The commands that load the checker. All others never do. */
const CHECKING = ['cli/commands/run-check', 'cli/commands/run-show'];
const INDEX = 'index';
const MAIN = 'cli/main';

const REQUIRE = /\b(?:require|import)\(["'](\.[^"']+)["']\)/g;

const read = (module) => readFileSync(join(folder, `${module}.js`), 'utf8');
const write = (module, code) => writeFileSync(join(folder, `${module}.js`), code);
const resolveFrom = (module, path) => posix.join(posix.dirname(module), path.replace(/\.js$/, ''));

/** Returns the modules of this package that a module loads, at once or on demand. */
function importsOf(module) {
  return [...read(module).matchAll(REQUIRE)].map(([, path]) => resolveFrom(module, path));
}

/** Returns some modules and everything that leads from them to others. */
function closureOf(modules, leadsTo) {
  const closure = new Set();
  const visit = (module) => {
    if (closure.has(module)) return;
    closure.add(module);
    leadsTo(module).forEach(visit);
  };
  modules.forEach(visit);
  return closure;
}

/** Returns the modules that run when all exports of the package are imported. */
function runAtImport() {
  const code = `Object.values(require("./${INDEX}.js")); console.log(JSON.stringify(Object.keys(require.cache)));`;
  const files = JSON.parse(execFileSync(process.execPath, ['-e', code], { cwd: folder, encoding: 'utf8' }));
  return new Set(files.map((file) => relative(folder, file).replace(/\.js$/, '').split(sep).join('/')));
}

const exported = importsOf(INDEX);
const ofPlugin = importsOf(PLUGIN);
const atImport = runAtImport();
const forConstructs = closureOf(exported, (module) => (GATES.includes(module) ? [] : importsOf(module)));
const forChecker = closureOf(GATES, importsOf);
const forCommands = closureOf([MAIN], importsOf);
const shared = closureOf([...exported, MAIN], (module) => (module === PLUGIN ? [] : importsOf(module)));
// Otherwise, programs that never check would load the checker, and no test would notice.
for (const module of CHECKING) if (!forCommands.has(module)) throw new Error(`${module}: no command loads it`);
const forOtherCommands = closureOf([MAIN], (module) => (CHECKING.includes(module) ? [] : importsOf(module)));

/** Returns the bundle that has a module. */
function ownerOf(module) {
  if (atImport.has(module)) return 'exports';
  if (forConstructs.has(module)) return forChecker.has(module) || forCommands.has(module) ? 'shared' : 'constructs';
  if (forChecker.has(module)) return forOtherCommands.has(module) ? 'shared' : 'checker';
  if (forCommands.has(module)) return 'commands';
  throw new Error(`${module}: no bundle has it`);
}

const OPTIONS = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  absWorkingDir: folder,
  logLevel: 'warning',
};

/**
 * Writes the modules of one bundle to a file. The file exports a function that returns the exports of a module by its
 * name.
 */
async function bundle(name) {
  const modules = [...shared].filter((module) => ownerOf(module) === name).sort();
  const table = modules.map((module) => `${JSON.stringify(module)}: () => require(${JSON.stringify(`./${module}`)})`);
  await build({
    ...OPTIONS,
    stdin: {
      contents: `const modules = { ${table.join(', ')} };\nmodule.exports = (name) => modules[name]?.();`,
      resolveDir: folder,
    },
    outfile: join(folder, 'bundle', `${name}.js`),
    packages: 'external',
    plugins: [
      { name: 'packages', setup: takePackages },
      { name: 'bundles', setup: takeBundles },
    ],
  });
}

/** Writes the imports of the plugin, with all that they import, into one scope. */
async function bundlePlugin() {
  const imports = ofPlugin.map((module) => `export * as "${module}" from "./${module}";`);
  const { outputFiles } = await build({
    ...OPTIONS,
    stdin: { contents: imports.join('\n'), resolveDir: join(root, 'src') },
    banner: { js: '"use strict";' },
    write: false,
    absWorkingDir: root,
    packages: 'external',
    plugins: [{ name: 'packages', setup: takePackages }],
  });
  write('bundle/plugin', loadYamlOnDemand(outputFiles[0].text));
}

/** Makes a bundle load the YAML parser when it is first used, as load-on-demand.mjs does in single files. */
function loadYamlOnDemand(code) {
  let changed = code;
  for (const [declaration, name] of code.matchAll(/^var (\w+) = require\("\.\/yaml\.js"\);$/gm)) {
    // The parentheses keep `new` from taking the call for that of the constructor.
    const called = changed.replaceAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'), `(${name}().$1)`);
    const alone = new RegExp(`\\b${name}\\b(?!\\(\\))`);
    if (alone.test(called.replace(declaration, ''))) throw new Error(`${name} stands alone`);
    const load = `var ${name}_loaded;\nvar ${name} = () => (${name}_loaded ??= require("./yaml.js"));`;
    changed = called.replace(declaration, load);
  }
  return changed;
}

/** Writes a package into a file, under its license. */
async function bundlePackage(name) {
  const own = realpathSync(join(root, 'node_modules', name));
  const { version } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  const license = readFileSync(join(own, 'LICENSE'), 'utf8');
  await build({
    ...OPTIONS,
    stdin: { contents: `module.exports = require("${name}");`, resolveDir: root },
    outfile: join(folder, 'bundle', `${name}.js`),
    banner: { js: `/*! ${name} ${version}\n\n${license}*/` },
    absWorkingDir: own,
  });
}

/** Makes a bundle load packages from their files. */
function takePackages({ onResolve }) {
  onResolve({ filter: new RegExp(`^(?:${BUNDLED.join('|')})$`) }, ({ path }) => ({
    path: `./${path}.js`,
    external: true,
  }));
}

/** Makes a bundle load another one from its file. */
function takeBundles({ onResolve }) {
  onResolve({ filter: /^bundle:/ }, ({ path }) => ({ path: `./${path.slice('bundle:'.length)}.js`, external: true }));
}

/**
 * Makes a module load the modules of other bundles from there, so that each module and each class exists only once.
 */
function takeFromOthers(module) {
  const load = (statement, path) => {
    const imported = resolveFrom(module, path);
    if (module === PLUGIN) return `require("bundle:plugin")["${imported}"]`;
    const owner = ownerOf(imported);
    return owner === ownerOf(module) ? statement : `require("bundle:${owner}")("${imported}")`;
  };
  write(module, read(module).replaceAll(REQUIRE, load));
}

shared.forEach(takeFromOthers);
await Promise.all([
  ...['exports', 'constructs', 'shared', 'checker', 'commands'].map(bundle),
  ...BUNDLED.map(bundlePackage),
  bundlePlugin(),
]);
const fromExports = (_, path) => `require("./bundle/exports.js")("${resolveFrom(INDEX, path)}")`;
write(INDEX, read(INDEX).replaceAll(REQUIRE, fromExports));
write(MAIN, `#!/usr/bin/env node\n"use strict";\nrequire("../bundle/${ownerOf(MAIN)}.js")("${MAIN}");\n`);

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const path = file.split(sep).join('/');
  const stays = path.startsWith('bundle/') || [`${INDEX}.js`, `${MAIN}.js`].includes(path);
  if (path.endsWith('.js') && !stays) rmSync(join(folder, file));
}

const declarations = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.d.ts'),
);
// The tests compile without declarations.
if (declarations.length > 0) {
  const reached = closureOf([INDEX], declaredImportsOf);
  for (const file of declarations) {
    const module = file
      .split(sep)
      .join('/')
      .replace(/\.d\.ts$/, '');
    if (!reached.has(module)) rmSync(join(folder, file));
  }
}

/** Returns the modules that a declaration names. Users have no package that is bundled, so none may be among them. */
function declaredImportsOf(module) {
  const code = readFileSync(join(folder, `${module}.d.ts`), 'utf8');
  const paths = [...code.matchAll(/\b(?:from |import\(|import )["']([^"']+)["']/g)].map(([, path]) => path);
  const bundled = paths.filter((path) => BUNDLED.includes(path));
  if (bundled.length > 0) throw new Error(`${module}.d.ts: users can't resolve the types of ${bundled.join(', ')}`);
  return paths.filter((path) => path.startsWith('.')).map((path) => resolveFrom(module, path));
}
