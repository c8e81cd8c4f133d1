import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ApiObject, App, type AppProps, Chart, Include, Lazy, Yaml, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryApp, Color, FastApp } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blueGreenStages, canaryStages } from '../support/release-stages';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'fast-app-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const versions = {
  name: 'shop',
  replicas: 10,
  port: 80,
  stable: { version: 'v1', image: 'shop:1' },
  canary: { version: 'v2', image: 'shop:2' },
};

const configMap = (scope: Construct, id: string, data: unknown = { key: 'value' }): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });

/** Programs that users write, and parts of cdk8s whose output could differ. */
const PROGRAMS: Record<string, (app: App) => void> = {
  nothing: () => undefined,
  'a chart of nothing': (app) => new Chart(app, 'empty'),
  'an app': (app) => new CanaryApp(new Chart(app, 'shop'), 'Shop', { ...versions, trafficPercent: 10 }),
  releases: (app) => {
    canaryStages(versions, [10, 50], app);
    const colors = { active: Color.BLUE, blue: { image: 'web:1' }, green: { image: 'web:2' } };
    blueGreenStages({ name: 'web', replicas: 4, port: 80, ...colors }, undefined, app);
  },
  'texts of several lines': (app) => {
    const chart = new Chart(app, 'texts');
    configMap(chart, 'script', { 'run.sh': '#!/bin/sh\necho hello\n', on: 'yes' });
    configMap(chart, 'other', Lazy.any({ produce: () => ({ late: '1e3' }) }));
  },
  'charts that depend on each other': (app) => {
    const [web, data] = [new Chart(app, 'web'), new Chart(app, 'data')];
    const [second, first] = [configMap(web, 'second'), configMap(web, 'first')];
    second.addDependency(first);
    second.addDependency(configMap(data, 'third'));
  },
  'charts in charts': (app) => {
    const outer = new Chart(app, 'outer', { namespace: 'outer', labels: { tier: 'web' } });
    const inner = new Chart(outer, 'inner', { namespace: 'inner' });
    configMap(outer, 'one').addDependency(configMap(inner, 'two'));
    new kplus.ConfigMap(inner, 'three', { data: { a: 'b' } });
  },
  'a chart that says what it writes': (app) => {
    class Signed extends Chart {
      public override toJson(): unknown[] {
        return [...(super.toJson() as unknown[]), { kind: 'Signature', metadata: { name: 'signed' } }];
      }
    }
    configMap(new Signed(app, 'signed'), 'one');
  },
  'what another App has made': (app) => {
    const other = new App();
    const chart = new Chart(other, 'web');
    // Only the preparation of the App puts these manifests in the right order.
    const [late, early] = [new kplus.ConfigMap(chart, 'late'), new kplus.ConfigMap(chart, 'early')];
    late.node.addDependency(early);
    const produce = (): unknown => ({ all: Yaml.stringify(...(chart.toJson() as unknown[])) });
    configMap(new Chart(app, 'shop'), 'holds', Lazy.any({ produce }));
  },
  'manifests of others': (app) => {
    new Include(new Chart(app, 'included'), 'yaml', { url: 'examples/canary/canary-4-canary-50-percent.k8s.yaml' });
  },
};

/** Returns every file that is written, or the error. */
function written(make: (props: AppProps) => App, program: (app: App) => void, props: AppProps): Record<string, string> {
  const outdir = mkdtempSync(join(folder, 'dist-'));
  const app = make({ ...props, outdir });
  program(app);
  app.synth();
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((path) => [relative(outdir, path), readFileSync(path, 'utf8')]));
}

function text(app: App, program: (app: App) => void): string {
  program(app);
  return app.synthYaml();
}

const theirs = (props: AppProps): App => new App(props);
const ours = (props: AppProps): App => new FastApp(props);

describe.each(Object.entries(PROGRAMS))('%s', (_, program) => {
  it.each(Object.values(YamlOutputType).filter((type) => typeof type === 'string'))(
    'is written to the same files as by a cdk8s App: %s',
    (type) => {
      const props: AppProps = { yamlOutputType: YamlOutputType[type as keyof typeof YamlOutputType] };
      expect(written(ours, program, props)).toEqual(written(theirs, program, props));
    },
  );

  it('is the same text as of a cdk8s App', () => {
    expect(text(new FastApp(), program)).toBe(text(new App(), program));
  });
});

it('writes the options of a cdk8s App', () => {
  const props: AppProps = { outputFileExtension: '.yml', recordConstructMetadata: true };
  const files = written(ours, PROGRAMS['an app']!, props);
  expect(Object.keys(files).sort()).toEqual(['construct-metadata.json', 'shop.yml']);
  expect(files).toEqual(written(theirs, PROGRAMS['an app']!, props));
});

it('validates once, however many charts there are', () => {
  const validations = (app: App): number => {
    let count = 0;
    for (const id of ['a', 'b', 'c']) {
      const chart = new Chart(app, id);
      chart.node.addValidation({ validate: () => (count++, []) });
    }
    app.synth();
    return count;
  };
  // As often as in a cdk8s App: once per chart, and once more.
  expect(validations(new App({ outdir: folder }))).toBe(12);
  expect(validations(new FastApp({ outdir: folder }))).toBe(3);
});

describe('cdk8s is left as it was', () => {
  const methods = (): unknown => [Yaml, Chart.prototype].map((owner) => Object.getOwnPropertyDescriptors(owner));
  const before = methods();

  it('after a synthesis', () => {
    new CanaryApp(new Chart(new FastApp({ outdir: folder }), 'shop'), 'Shop', { ...versions, trafficPercent: 10 });
    new FastApp({ outdir: folder }).synth();
    expect(methods()).toEqual(before);
  });

  it.each<[string, (app: App) => unknown]>([
    ['files', (app) => app.synth()],
    ['a text', (app) => app.synthYaml()],
  ])('after a synthesis of %s that fails', (_, synthesize) => {
    const app = new FastApp({ outdir: folder });
    new Chart(app, 'shop').node.addValidation({ validate: () => ['it is too late'] });
    expect(() => synthesize(app)).toThrow(
      new Error('Validation failed with the following errors:\n  [shop] it is too late'),
    );
    expect(methods()).toEqual(before);
  });

  it('while an App is synthesized within another', () => {
    const app = new FastApp({ outdir: folder });
    const produce = (): unknown => ({ all: text(new FastApp(), PROGRAMS['an app']!) });
    configMap(new Chart(app, 'shop'), 'holds', Lazy.any({ produce }));
    expect(app.synthYaml()).toContain('    kind: Deployment\n');
    expect(methods()).toEqual(before);
  });
});
