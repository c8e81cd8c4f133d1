import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as source from 'cdk8s-rollouts';
import { describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { deployment, service, v1, v2, WEB } from '../check/manifests';
import { workspace } from '../support/workspace';

const root = resolve(__dirname, '../..');
const folder = inject('builtPackage');
const index = join(folder, 'lib/index.js');
/** The package that users load, compiled and with loading on demand. */
const built = createRequire(__filename)(index) as typeof source;

/** Runs a script with the built package, and returns the files of the package that are loaded at the end. */
function loadedBy(script: string): string[] {
  const code = `const rollouts = require(${JSON.stringify(index)}); ${script}
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  const files = JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8', cwd: folder })) as string[];
  const lib = `${join(folder, 'lib')}/`;
  return files.map((file) => (file.startsWith(lib) ? file.slice(lib.length) : file));
}

describe('the built package', () => {
  it('has the exports of the source, for CommonJS and ES modules', () => {
    const names = Object.keys(source).sort();
    expect(Object.keys(built).sort()).toEqual(names);
    const script = `import * as rollouts from ${JSON.stringify(index)}; console.log(JSON.stringify(Object.keys(rollouts)));`;
    const imported = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
    ) as string[];
    // Node.js adds these exports to a CommonJS module.
    expect(imported.filter((name) => !['__esModule', 'default', 'module.exports'].includes(name)).sort()).toEqual(
      names,
    );
  });

  it('loads nothing before it is used', () => {
    expect(loadedBy('')).toEqual(['index.js']);
  });

  it('loads neither cdk8s nor the checker nor the YAML parser for a split', () => {
    const files = loadedBy('rollouts.splitReplicas({ replicas: 10, trafficPercent: 30 });');
    expect(files.sort()).toEqual(['bundle/exports.js', 'bundle/shared.js', 'index.js']);
  });

  it('imports all that it exports from one bundle', () => {
    const files = loadedBy('Object.values(rollouts);');
    expect(files.filter((file) => file.startsWith('bundle/'))).toEqual(['bundle/exports.js']);
  });

  it('loads no part of the checker for a construct', () => {
    const files = loadedBy(`const { App, Chart } = require('cdk8s');
      new rollouts.CanaryApp(new Chart(new App(), 'test'), 'Shop', {
        name: 'shop', replicas: 10, port: 80, stable: { version: 'v1', image: 'shop:1' },
      });`);
    expect(files).toContain('bundle/constructs.js');
    expect(files).not.toContain('bundle/checker.js');
  });

  it('checks manifests that are written plainly without the YAML parser', () => {
    const text = [v1(9), v2(1), WEB].map((one) => stringify(one, { aliasDuplicateObjects: false })).join('---\n');
    const files = loadedBy(`rollouts.checkRollout(${JSON.stringify(text)}, ${JSON.stringify(text)});`);
    expect(files.filter((file) => file.includes('node_modules') || file.includes('yaml'))).toEqual([]);
  });

  it('checks within cdk8s synth from a bundle of its own', () => {
    const files = loadedBy(`new rollouts.RolloutValidation({ against: 'HEAD' }).validate({
      manifests: [], logger: { log() {} }, report: { addViolation() {}, submit() {} },
    });`);
    expect(files.sort()).toEqual(['bundle/exports.js', 'bundle/plugin.js', 'index.js']);
  });

  it.each([
    ['without the YAML parser', (one: object) => stringify(one, { aliasDuplicateObjects: false })],
    ['with the YAML parser', (one: object) => `${JSON.stringify(one)}\n`],
  ])('checks within cdk8s synth as the source does, %s', async (_, write) => {
    const states = {
      'before.yaml': [v1(9), v2(1), WEB].map(write).join('---\n'),
      'after.yaml': [v1(0), v2(0), WEB].map(write).join('---\n'),
    };
    const place = workspace(states);
    const props = { against: join(place, 'before.yaml'), paths: [join(place, 'after.yaml')] };
    const [ours, theirs] = await Promise.all(
      [source, built].map(async ({ RolloutValidation }) => {
        const told: unknown[] = [];
        await new RolloutValidation(props).validate({
          manifests: [],
          logger: { log: (note: string) => told.push(note) },
          report: {
            addViolation: (violation: unknown) => told.push(violation),
            submit: (...result: unknown[]) => told.push(result),
          },
        });
        return told;
      }),
    );
    expect(theirs).toEqual(ours);
    expect(ours).toContainEqual(expect.objectContaining({ ruleName: 'no-ready-endpoints' }));
  });

  it('has each module once, in one of five bundles, and the plugin with all that it needs in one more', () => {
    const lib = join(folder, 'lib');
    const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    const bundles = ['checker', 'commands', 'constructs', 'exports', 'shared'].map((name) =>
      join('bundle', `${name}.js`),
    );
    const packages = ['commander', 'picocolors', 'picomatch', 'yaml'].map((name) => join('bundle', `${name}.js`));
    const others = [join('bundle', 'plugin.js'), join('cli', 'main.js'), 'index.js'];
    expect(files.sort()).toEqual([...bundles, ...packages, ...others].sort());
    const modules = bundles.flatMap((file) =>
      [...readFileSync(join(lib, file), 'utf8').matchAll(/^\/\/ ([\w/-]+)\.js$/gm)].map(([, module]) => module),
    );
    expect(modules).toContain('cli/main');
    expect(modules.length).toBeGreaterThan(200);
    expect(new Set(modules).size).toBe(modules.length);
  });

  it('needs no packages but its peers, and has the licenses of those that it contains', () => {
    const lib = join(folder, 'lib');
    const codes = readdirSync(join(lib, 'bundle')).map(
      (file) => [file, readFileSync(join(lib, 'bundle', file), 'utf8')] as const,
    );
    const needed = codes.flatMap(([, code]) =>
      [...code.matchAll(/\b(?:require|import)\("([^".][^"]*)"\)/g)].map(([, name = '']) => name),
    );
    const peers = new Set(needed.filter((name) => !isBuiltin(name)));
    expect([...peers].sort()).toEqual(['cdk8s', 'cdk8s-plus-28', 'constructs']);
    for (const name of ['commander', 'picocolors', 'picomatch', 'yaml']) {
      const license = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8');
      expect(codes.find(([file]) => file === `${name}.js`)?.[1].slice(0, 3_000)).toContain(license);
    }
  });

  it('excludes files by patterns', () => {
    const cwd = workspace({ 'dist/web.yaml': stringify(v1(3)), 'dist/skipped.yaml': 'kind: [' });
    const main = join(folder, 'lib/cli/main.js');
    const { status, stderr } = spawnSync(process.execPath, [main, 'show', 'dist', '--exclude', 'skip*'], {
      cwd,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'note: 1 path excluded: nothing in it is checked\n' });
  });

  it('makes the manifests that the source makes', () => {
    const props = {
      name: 'shop',
      replicas: 10,
      port: 80,
      stable: { version: 'v1', image: 'shop:1' },
      canary: { version: 'v2', image: 'shop:2', smokeTest: { image: 'curl:8' } },
      trackServices: true,
      trafficPercent: 30,
      disruptionBudget: { maxUnavailable: 1 },
      configMap: { data: { A: 'a' } },
    };
    const [ours, theirs] = [source, built].map(({ CanaryApp }) => {
      const chart = new Chart(new App(), 'test');
      new CanaryApp(chart, 'Shop', props);
      return chart.toJson() as unknown[];
    });
    expect(theirs).toEqual(ours);
    expect(theirs?.length).toBeGreaterThan(4);
  });

  it.each<[string, (rollouts: typeof source) => unknown]>([
    ['splitReplicas: trafficPercent: ', ({ splitReplicas }) => splitReplicas({ replicas: 2, trafficPercent: 30 })],
    ['checkRollout: before:1:5: ', ({ checkRollout }) => checkRollout('a: [', '')],
  ])('fails with "%s…" as the source does', (start, fail) => {
    const [ours, theirs] = [source, built].map((rollouts) => {
      try {
        return fail(rollouts);
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(theirs).toMatch(new RegExp(`^${start}`));
    expect(theirs).toBe(ours);
  });

  it('plans and checks as the source does', () => {
    const plan = { replicas: 10, steps: [10, 50] };
    expect(built.planCanary(plan)).toEqual(source.planCanary(plan));
    const states = [
      [v1(9), v2(1), WEB],
      [v1(0), v2(10), WEB],
      [deployment('api', {}), service('api', { app: 'api' })],
    ];
    for (const [before, after] of [states.slice(0, 2), states.slice(1)]) {
      expect(built.checkRollout(before!, after!)).toEqual(source.checkRollout(before!, after!));
    }
  });
});

describe('scripts/load-on-demand.mjs', () => {
  let lib: string;
  const compiled = {
    'index.js': `"use strict";
exports.twice = void 0;
var twice_1 = require("./twice");
Object.defineProperty(exports, "twice", { enumerable: true, get: function () { return twice_1.twice; } });
`,
    'twice.js': `"use strict";
const text_1 = require("./text");
// text_1.text is only a word here
exports.twice = () => \`\${text_1.text} text_1.text\` + (0, text_1.say)("text_1.text", { text_1: /text_1.text/.source }.text_2);
`,
    'text.js': `"use strict";\nconst path_1 = require("path");\nexports.text = path_1.join("a", "b");\nexports.say = (text) => text;\n`,
  };
  const convert = () =>
    spawnSync(process.execPath, [join(root, 'scripts/load-on-demand.mjs'), lib], { encoding: 'utf8' });

  it('changes uses, and no text or comment that looks like one', () => {
    lib = workspace({
      ...compiled,
      'twice.js': compiled['twice.js'].replace('{ text_1: /text_1.text/.source }.text_2', '1'),
    });
    expect(convert()).toMatchObject({ status: 0, stderr: '' });
    const twice = readFileSync(join(lib, 'twice.js'), 'utf8');
    expect(twice).toContain('const text_1 = () => (text_1_loaded ??= require("./text"));');
    expect(twice).toContain('// text_1.text is only a word here');
    expect(twice).toContain('`${text_1().text} text_1.text` + (0, text_1().say)("text_1.text", 1)');
    // Only twice.js loads it, so it is unchanged.
    expect(readFileSync(join(lib, 'text.js'), 'utf8')).toBe(compiled['text.js']);
    const result = execFileSync(process.execPath, ['-p', `require(${JSON.stringify(lib)}).twice()`], {
      encoding: 'utf8',
    });
    expect(result).toBe('a/b text_1.texttext_1.text\n');
  });

  it('fails if a module is used in a way that it does not know', () => {
    lib = workspace(compiled);
    const { status, stderr } = convert();
    expect(status).toBe(1);
    expect(stderr).toContain('twice.js: text_1 stands alone');
  });
});
