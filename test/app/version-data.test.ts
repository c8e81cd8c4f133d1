import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryApp, type CanaryAppProps, checkRollout, Color, type VersionData } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { canaryStages } from '../support/release-stages';
import { blueGreenYaml, canaryYaml, documentOf, documents, failure, manifests, toYaml } from '../support/synthesize';

const app = { name: 'my-app', replicas: 10, port: 80 };
const v1 = { version: 'v1', image: 'my-app:v1.0.0', configMap: { data: { LOG_LEVEL: 'info' } } };
const v2 = { version: 'v2', image: 'my-app:v2.0.0', configMap: { data: { LOG_LEVEL: 'debug' } } };
const release: CanaryAppProps = { ...app, stable: v1, canary: v2, trafficPercent: 10 };

const names = (props: CanaryAppProps, kind: string): string[] =>
  manifests((chart) => new CanaryApp(chart, 'Shop', props))
    .filter((manifest) => manifest.kind === kind)
    .map(({ metadata }) => metadata.name);

describe('data of a version', () => {
  it('are an immutable object, and variables of the main container', () => {
    const yaml = canaryYaml({ ...app, stable: { ...v1, sidecars: [{ image: 'proxy:1', name: 'proxy' }] } });
    expect(documents(yaml)[0]).toBe(
      [
        'apiVersion: v1',
        'kind: ConfigMap',
        'metadata:',
        '  labels:',
        '    app: my-app',
        '    version: v1',
        '  name: my-app-v1-config-ce705679c6',
        'data:',
        '  LOG_LEVEL: info',
        'immutable: true',
        '',
      ].join('\n'),
    );
    const containers = documentOf(yaml, 'Deployment', 'my-app-v1').split('      containers:\n')[1];
    expect(containers).toContain(
      '        - envFrom:\n            - configMapRef:\n                name: my-app-v1-config-ce705679c6\n          image: my-app:v1.0.0\n',
    );
    expect(containers?.match(/envFrom/g)).toHaveLength(1);
  });

  it('are files if a directory is given, and both if both are asked for', () => {
    const files = { data: { 'app.conf': 'level=info\n' }, mountPath: '/etc/my-app' };
    const deployment = (configMap: VersionData): string =>
      documentOf(canaryYaml({ ...app, stable: { ...v1, configMap } }), 'Deployment', 'my-app-v1');
    const [name] = names({ ...app, stable: { ...v1, configMap: files } }, 'ConfigMap');
    expect(deployment(files)).toContain(
      '          volumeMounts:\n            - mountPath: /etc/my-app\n              name: version-config\n',
    );
    expect(deployment(files)).toContain(
      `      volumes:\n        - configMap:\n            name: ${String(name)}\n          name: version-config\n`,
    );
    expect(deployment(files)).not.toContain('envFrom');
    expect(deployment({ ...files, asVariables: true })).toContain('envFrom');
  });

  it('may be empty, and have any name that Kubernetes accepts', () => {
    const data = { _: '', toString: '' };
    const yaml = canaryYaml({ ...app, stable: { ...v1, configMap: { data }, secret: { data } } });
    const [configMap, secret] = documents(yaml);
    expect(configMap).toContain('data:\n  _: ""\n  toString: ""\n');
    expect(secret).toContain('stringData:\n  _: ""\n  toString: ""\n');
  });

  it('may be a Secret, beside a ConfigMap', () => {
    const secret = { data: { 'tls.key': 'key' }, mountPath: '/etc/tls' };
    const yaml = canaryYaml({ ...app, stable: { ...v1, secret } });
    expect(documents(yaml)[1]).toBe(
      [
        'apiVersion: v1',
        'kind: Secret',
        'metadata:',
        '  labels:',
        '    app: my-app',
        '    version: v1',
        '  name: my-app-v1-secret-25b190582a',
        'immutable: true',
        'stringData:',
        '  tls.key: key',
        '',
      ].join('\n'),
    );
    expect(documentOf(yaml, 'Deployment', 'my-app-v1')).toContain('secretName: my-app-v1-secret-25b190582a');
  });

  it("leave the container's own options", () => {
    const container = {
      envFrom: [new kplus.EnvFrom(undefined, 'X_', undefined)],
      envVariables: { LOG_LEVEL: kplus.EnvValue.fromValue('trace') },
    };
    const yaml = canaryYaml({ ...app, container, stable: v1 });
    expect(documentOf(yaml, 'Deployment', 'my-app-v1')).toContain(
      '        - env:\n            - name: LOG_LEVEL\n              value: trace\n          envFrom:\n            - configMapRef:\n                name: my-app-v1-config-ce705679c6\n            - prefix: X_\n',
    );
  });

  it('of the app are the defaults of each version, entry by entry', () => {
    const shared = { data: { LOG_LEVEL: 'warn', REGION: 'eu' }, mountPath: '/etc/my-app' };
    const yaml = canaryYaml({ ...release, configMap: shared });
    const [stable, canary] = documents(yaml).filter((text) => text.includes('kind: ConfigMap'));
    expect(stable).toContain('data:\n  LOG_LEVEL: info\n  REGION: eu\n');
    expect(canary).toContain('data:\n  LOG_LEVEL: debug\n  REGION: eu\n');
  });

  it('stay as long as the Deployment of their version', () => {
    expect(names(release, 'ConfigMap')).toHaveLength(2);
    expect(names({ ...release, trafficPercent: 100 }, 'ConfigMap')).toEqual(names(release, 'ConfigMap'));
    expect(names({ ...app, stable: v2 }, 'ConfigMap')).toEqual(names(release, 'ConfigMap').slice(1));
    const colors = blueGreenYaml({
      ...app,
      active: Color.GREEN,
      blue: { image: 'a:1', replicas: 0, configMap: v1.configMap },
      green: { image: 'a:2', configMap: v2.configMap },
    });
    expect(documents(colors).filter((text) => text.includes('kind: ConfigMap'))).toHaveLength(2);
  });
});

describe('the name of the object', () => {
  const nameOf = (data: Record<string, string>): string =>
    String(names({ ...app, stable: { ...v1, configMap: { data } } }, 'ConfigMap')[0]);

  it('follows the data, not their order, and not the construct', () => {
    expect(nameOf({ a: '1', b: '2' })).toBe(nameOf({ b: '2', a: '1' }));
    expect(nameOf({ a: '1', b: '3' })).not.toBe(nameOf({ a: '1', b: '2' }));
    expect(nameOf({ a: '1b', c: '2' })).not.toBe(nameOf({ a: '1', bc: '2' }));
    const moved = toYaml(
      (chart) => new CanaryApp(new kplus.Namespace(chart, 'Moved'), 'Other', { ...app, stable: v1 }),
    );
    expect(moved).toContain('name: my-app-v1-config-ce705679c6');
  });
});

describe('a release', () => {
  it('changes nothing of the version that runs', () => {
    const [before, after] = [canaryYaml({ ...app, stable: v1 }), canaryYaml({ ...release, trafficPercent: 0 })];
    expect(documentOf(after, 'Deployment', 'my-app-v1')).toBe(documentOf(before, 'Deployment', 'my-app-v1'));
    expect(documents(after)).toContain(documents(before)[0]);
  });

  it('in stages passes the checker from each to the next', () => {
    const { charts } = canaryStages(release, [10, 50]);
    const states = charts.map((chart) => chart.toJson() as object[]);
    states.slice(1).forEach((state, index) => expect(checkRollout(states[index]!, state).findings).toEqual([]));
  });

  it('of other data under the name of a version that runs is found by the checker', () => {
    const [before, after] = [v1, { ...v1, configMap: v2.configMap }].map((stable) => canaryYaml({ ...app, stable }));
    expect(checkRollout(before!, after!).findings.map(({ rule }) => rule)).toContain('config-removed');
  });
});

describe('bad data', () => {
  const fails = (configMap: object, more: object = {}): string =>
    failure((chart) => new CanaryApp(chart, 'Shop', { ...app, stable: { ...v1, configMap, ...more } }));

  it('are reported by their props, all at once', () => {
    const data = { '..data': 'x', 'a b': 'x', count: 3, mask: '0o17' };
    expect(fails({ data, mountPath: 'etc', asVariables: 'no', file: 'x' })).toBe(
      [
        'CanaryApp shop/Shop: 7 problems',
        '  - stable.configMap.file: unknown option, got "x"; remove it, or use one of data, mountPath, asVariables',
        '  - stable.configMap.data["..data"]: expected names of at most 253 letters, digits, "-", "_" and ".", that do not begin with "..", got "..data"; rename it',
        '  - stable.configMap.data["a b"]: expected names of at most 253 letters, digits, "-", "_" and ".", that do not begin with "..", got "a b"; rename it',
        '  - stable.configMap.data["count"]: expected text, got 3; put it in quotes, or convert it to text',
        '  - stable.configMap.data["mask"]: expected text that YAML does not read as a number, because cdk8s writes this one without quotes, got "0o17"; add a line break to its end, or write it in decimal',
        '  - stable.configMap.mountPath: expected an absolute path below /, without ":" and "..", got "etc"; write, for example, /etc/my-app',
        '  - stable.configMap.asVariables: expected true or false, got "no"; pass a boolean, or leave it out',
      ].join('\n'),
    );
  });

  it.each<[object, string]>([
    [{}, 'data: expected at least one entry, got undefined; add one, or remove stable.configMap'],
    [{ data: {} }, 'data: expected at least one entry, got {}; add one, or remove stable.configMap'],
    [
      { data: { a: 'ä'.repeat(600_000) } },
      'data: expected at most 1048576 bytes in total, the limit of Kubernetes, got "1200000 bytes"; put large files into the image',
    ],
    [
      { data: { a: 'x' }, asVariables: false },
      'asVariables: expected true or no value without a mountPath, because no container would get the data, got false; set mountPath, or remove it',
    ],
    [
      { data: { '1st': 'x' } },
      'data["1st"]: expected a name that does not begin with a digit, because it becomes an environment variable, got "1st"; rename it, or set mountPath to get files instead',
    ],
    [
      { data: { constructor: 'x' } },
      'data["constructor"]: expected any other name, because cdk8s fails on this one, got "constructor"; rename it',
    ],
    [
      { data: { a: 'x' }, mountPath: '/etc/../tmp' },
      'mountPath: expected an absolute path below /, without ":" and "..", got "/etc/../tmp"; write, for example, /etc/my-app',
    ],
  ])('of %j', (configMap, message) => {
    expect(fails(configMap)).toBe(`CanaryApp shop/Shop: stable.configMap.${message}`);
  });

  it('are mounted at a path that is taken', () => {
    const secret = { data: { a: 'x' }, mountPath: '/etc/my-app' };
    expect(fails({ data: { a: 'x' }, mountPath: '/etc/my-app' }, { secret })).toBe(
      'CanaryApp shop/Shop: stable.secret.mountPath: expected a directory other than those of stable.configMap, got "/etc/my-app"; mount it elsewhere',
    );
    const elsewhere = new Chart(new App(), 'elsewhere');
    const message = failure((chart) => {
      const volume = kplus.Volume.fromEmptyDir(elsewhere, 'cache', 'cache');
      const container = { volumeMounts: [{ path: '/etc/my-app', volume }] };
      return new CanaryApp(chart, 'Shop', { ...app, container, stable: { ...v1, configMap: secret } });
    });
    expect(message).toBe(
      'CanaryApp shop/Shop: stable.configMap.mountPath: expected a directory other than those of stable.container.volumeMounts, got "/etc/my-app"; mount it elsewhere',
    );
  });
});
