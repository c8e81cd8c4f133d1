import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BlueGreenApp,
  CanaryApp,
  type CanaryAppProps,
  CapacityPolicy,
  Color,
  Spreading,
  splitReplicas,
  type SplitOptions,
  type VersionOptions,
} from 'cdk8s-rollouts';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, documents } from '../support/synthesize';

/** The props of a version, as a user could write them. */
interface Version {
  readonly version: string;
  readonly image: string;
  readonly options: VersionOptions;
}

const appName = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const versionName = fc.oneof(
  fc.stringMatching(/^v[0-9]{1,3}$/),
  fc.stringMatching(/^[0-9]\.[0-9]\.[0-9](-rc\.[0-9])?(\+[a-z]{1,5})?$/),
  fc.stringMatching(/^[A-Za-z]([-A-Za-z0-9._+]{0,8}[A-Za-z0-9])?$/),
);
const image = fc.tuple(
  fc.constantFrom('shop', 'ghcr.io/shop/web', 'localhost:5000/web'),
  fc.stringMatching(/^(:[a-z0-9]{1,8})?(@sha256:[0-9a-f]{64})?$/),
);
const options: fc.Arbitrary<VersionOptions> = fc.record(
  {
    container: fc.record({
      envVariables: fc
        .dictionary(fc.stringMatching(/^[A-Z]{1,6}$/), fc.stringMatching(/^[a-z ]{0,6}$/), { maxKeys: 3 })
        .map((variables) =>
          Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)])),
        ),
    }),
    podLabels: fc.dictionary(fc.stringMatching(/^(team|x\.io\/[a-z]{1,4})$/), fc.stringMatching(/^[a-z]{1,6}$/)),
    podAnnotations: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.stringMatching(/^[a-z ]{0,9}$/)),
    revisionHistoryLimit: fc.nat(20),
    hostNetwork: fc.boolean(),
    priorityClassName: fc.constantFrom('important', 'low'),
    configMap: fc.record({
      data: fc.dictionary(fc.stringMatching(/^[A-Z]{1,4}$/), fc.stringMatching(/^[a-z ]{0,6}$/), { minKeys: 1 }),
      mountPath: fc.constantFrom(undefined, '/etc/shop'),
    }),
    drainPeriod: fc.integer({ min: 1, max: 60 }).map((seconds) => Duration.seconds(seconds)),
    spread: fc.record({
      nodes: fc.constantFrom(undefined, ...Object.values(Spreading)),
      awayFromOtherVersions: fc.constantFrom(undefined, ...Object.values(Spreading)),
    }),
    disruptionBudget: fc.constant({ maxUnavailable: 1 }),
  },
  { requiredKeys: [] },
);
const anyVersion: fc.Arbitrary<Version> = fc.record({
  version: versionName,
  image: image.map((parts) => parts.join('')),
  options,
});

/** Two versions that can be released side by side, because their Deployments have different names. */
const twoVersions = fc
  .tuple(anyVersion, anyVersion)
  .filter(
    ([one, other]) =>
      one.version.toLowerCase().replace(/[._+]/g, '-') !== other.version.toLowerCase().replace(/[._+]/g, '-'),
  );

/** The path of a construct: the ids from the chart down to it. */
const path = fc.array(fc.stringMatching(/^[A-Za-z]{1,5}$/), { minLength: 1, maxLength: 4 });

const propsOf = ({ version, image: of, options: given }: Version): CanaryAppProps['stable'] => ({
  version,
  image: of,
  ...given,
});

/** Returns the YAML of one construct at a path. */
function synthAt(ids: readonly string[], make: (scope: Construct, id: string) => unknown): string {
  const app = new App();
  const scope = ids
    .slice(1)
    .reduce<Construct>((parent, id) => new Construct(parent, id), new Chart(app, String(ids[0])));
  make(scope, 'App');
  return app.synthYaml();
}

const canaryAt = (ids: readonly string[], props: CanaryAppProps): string =>
  synthAt(ids, (scope, id) => new CanaryApp(scope, id, props));

const deploymentName = (app: string, version: string): string =>
  `${app}-${version.toLowerCase().replace(/[._+]/g, '-')}`;

const deploymentOf = (yaml: string, name: string): string => documentOf(yaml, 'Deployment', name);
const withoutReplicas = (deployment: string): string => deployment.replace(/^ {2}replicas: \d+\n/m, '');

describe('1. promotion restarts nothing', () => {
  it("a canary version's Deployment depends on its own props alone: not on role, percentage, other version or path", () => {
    fc.assert(
      fc.property(
        appName,
        twoVersions,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 50 }),
        path,
        path,
        (name, [version, other], trafficPercent, replicas, here, there) => {
          const app = { name, port: 80, tolerance: 100 };
          const own = deploymentName(name, version.version);
          const alone = deploymentOf(canaryAt(here, { ...app, replicas, stable: propsOf(version) }), own);
          const share = { ...app, replicas: replicas + 1, trafficPercent };
          const asStable = canaryAt(there, { ...share, stable: propsOf(version), canary: propsOf(other) });
          const asCanary = canaryAt(there, { ...share, stable: propsOf(other), canary: propsOf(version) });
          expect(withoutReplicas(deploymentOf(asStable, own))).toBe(withoutReplicas(alone));
          expect(withoutReplicas(deploymentOf(asCanary, own))).toBe(withoutReplicas(alone));
        },
      ),
    );
  });

  it("a color's Deployment depends on its own props alone: not on which color is active, the other color or the path", () => {
    fc.assert(
      fc.property(
        appName,
        anyVersion,
        anyVersion,
        fc.nat(20),
        path,
        path,
        (name, one, other, replicas, here, there) => {
          const app = { name, port: 80, replicas: replicas + 1 };
          const blue = { image: one.image, ...one.options };
          const green = { image: other.image, ...other.options, replicas: 1 };
          const make = (ids: string[], active: Color, colors: object): string =>
            withoutReplicas(
              deploymentOf(
                synthAt(ids, (scope, id) => new BlueGreenApp(scope, id, { ...app, active, ...colors })),
                `${name}-blue`,
              ),
            );
          const alone = make(here, Color.BLUE, { blue });
          expect(make(there, Color.BLUE, { blue, green })).toBe(alone);
          expect(make(there, Color.GREEN, { blue, green })).toBe(alone);
          expect(make(there, Color.GREEN, { blue: { ...blue, replicas: 0 }, green })).toBe(alone);
        },
      ),
    );
  });

  it("at 100% the canary's Deployment is byte for byte the one it has as the stable version", () => {
    fc.assert(
      fc.property(
        appName,
        twoVersions,
        fc.integer({ min: 1, max: 1000 }),
        fc.nat(5),
        fc.constantFrom(...Object.values(CapacityPolicy)),
        path,
        (name, [old, next], replicas, maxSurge, capacityPolicy, here) => {
          const app = { name, port: 80, replicas, maxSurge, capacityPolicy };
          const own = deploymentName(name, next.version);
          const full = { ...app, stable: propsOf(old), canary: propsOf(next), trafficPercent: 100 };
          const promoted = canaryAt(here, { ...app, stable: propsOf(next) });
          const atFull = documents(canaryAt(here, full));
          // Exclude versions whose name only starts with the same text.
          const ofNext = new RegExp(`^  name: ${own}(-config-[0-9a-f]{10})?$`, 'm');
          const isNext = (text: string): boolean => ofNext.test(text);
          const isService = (text: string): boolean => text.includes('kind: Service\n');
          // Everything of the new version and the Service is the same, byte for byte; nothing else is left or added.
          expect(documents(promoted).sort()).toEqual(atFull.filter((text) => isNext(text) || isService(text)).sort());
        },
      ),
    );
  });
});

describe('2. selectors never collide and never change', () => {
  interface Resource {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: {
      readonly selector: Record<string, string> & { readonly matchLabels: Record<string, string> };
      readonly template: { readonly metadata: { readonly labels: Record<string, string> } };
    };
  }
  const selects = (selector: Record<string, string>, labels: Record<string, string>): boolean =>
    Object.entries(selector).every(([key, value]) => labels[key] === value);

  it('no Deployment selects the pods of another one, each selects its own, and no label comes from the path', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(appName, { minLength: 2, maxLength: 2 }),
        twoVersions,
        fc.integer({ min: 0, max: 100 }),
        ([first, second], [one, other], trafficPercent) => {
          const chart = new Chart(new App(), 'shop');
          const app = { replicas: 10, port: 80 };
          const canary = { stable: propsOf(one), canary: propsOf(other), trafficPercent, tolerance: 100 };
          new CanaryApp(chart, 'Canary', { ...app, ...canary, name: String(first) });
          const colors = {
            blue: { image: one.image, ...one.options },
            green: { image: other.image, ...other.options },
          };
          new BlueGreenApp(chart, 'Colors', { ...app, ...colors, name: String(second), active: Color.GREEN });

          const resources = chart.toJson() as Resource[];
          const deployments = resources.filter(({ kind }) => kind === 'Deployment');
          const selectorsOf = deployments.map(({ spec }) => spec.selector.matchLabels);
          const podsOf = deployments.map(({ spec }) => spec.template.metadata.labels);
          expect(deployments).toHaveLength(4);
          for (const [index, selector] of selectorsOf.entries()) {
            expect(podsOf.map((labels) => selects(selector, labels))).toEqual(podsOf.map((_, pod) => pod === index));
            for (const disjoint of selectorsOf.filter((_, other) => other !== index)) {
              expect(
                Object.entries(selector).some(([key, value]) => disjoint[key] !== undefined && disjoint[key] !== value),
              ).toBe(true);
            }
          }
          expect(JSON.stringify(resources)).not.toContain('cdk8s.io/metadata.addr');
        },
      ),
    );
  });

  it('the Service selects the pods of the active color alone, the preview those of the idle color alone, and that of a canary both versions', () => {
    fc.assert(
      fc.property(appName, twoVersions, fc.constantFrom(Color.BLUE, Color.GREEN), (name, [one, other], active) => {
        const served = (make: (chart: Chart) => unknown): Record<string, string[]> => {
          const chart = new Chart(new App(), 'shop');
          make(chart);
          const resources = chart.toJson() as Resource[];
          const deployments = resources.filter(({ kind }) => kind === 'Deployment');
          return Object.fromEntries(
            resources
              .filter(({ kind }) => kind === 'Service')
              .map(({ metadata, spec }) => [
                metadata.name,
                deployments
                  .filter((deployment) => selects(spec.selector, deployment.spec.template.metadata.labels))
                  .map((deployment) => deployment.metadata.name),
              ]),
          );
        };
        const app = { name, replicas: 2, port: 80 };
        const colors = { blue: { image: one.image, ...one.options }, green: { image: other.image, ...other.options } };
        const idle = active === Color.BLUE ? Color.GREEN : Color.BLUE;
        expect(served((chart) => new BlueGreenApp(chart, 'App', { ...app, ...colors, active }))).toEqual({
          [`${name}-service`]: [`${name}-${active}`],
          [`${name}-preview`]: [`${name}-${idle}`],
        });
        const versions = { stable: propsOf(one), canary: propsOf(other), trafficPercent: 50 };
        expect(served((chart) => new CanaryApp(chart, 'App', { ...app, ...versions }))).toEqual({
          [`${name}-service`]: [deploymentName(name, one.version), deploymentName(name, other.version)],
        });
      }),
    );
  });
});

describe('3. the requested split is the served split', () => {
  const stable = { version: 'v1', image: 'shop:1' };
  const canary = { version: 'v2', image: 'shop:2' };
  const split = fc.record({
    replicas: fc.oneof(fc.nat(30), fc.nat(100_000)),
    trafficPercent: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true })),
    maxSurge: fc.nat(10),
    tolerance: fc.nat(100),
    capacityPolicy: fc.constantFrom(...Object.values(CapacityPolicy)),
  });
  const outcome = <T>(call: () => T): T | string => {
    try {
      return call();
    } catch (error) {
      return (error as Error).message.replace(/^[^:]*: /, '');
    }
  };

  it('the replicas are those of splitReplicas, or the construct fails with its error', () => {
    fc.assert(
      fc.property(split, (wish: SplitOptions) => {
        const chart = new Chart(new App(), 'shop');
        const app = outcome(() => new CanaryApp(chart, 'App', { name: 'shop', port: 80, stable, canary, ...wish }));
        const expected = outcome(() => splitReplicas(wish));
        if (typeof expected === 'string' || typeof app === 'string') {
          expect(app).toBe(expected);
          expect(chart.node.children).toEqual([]);
          return;
        }
        expect(app.split).toEqual(expected);
        const written = (chart.toJson() as { spec: { replicas?: number } }[]).map(({ spec }) => spec.replicas);
        expect(written).toEqual([expected.stable, expected.canary, undefined]);
        if (wish.trafficPercent >= 1 && wish.trafficPercent <= 99) {
          expect(Math.min(expected.stable, expected.canary)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('4. same input, same bytes', () => {
  it('two runs give the same YAML, at whatever path', () => {
    fc.assert(
      fc.property(
        appName,
        twoVersions,
        fc.integer({ min: 0, max: 100 }),
        path,
        path,
        (name, [one, other], trafficPercent, here, there) => {
          const app = { name, replicas: 10, port: 80, tolerance: 100 };
          const props = { ...app, trafficPercent, stable: propsOf(one), canary: propsOf(other) };
          expect(canaryAt(there, props)).toBe(canaryAt(here, props));
        },
      ),
    );
  });
});
