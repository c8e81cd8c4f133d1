import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as rollouts from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Manifest, manifests } from '../support/synthesize';

const page = readFileSync(resolve(__dirname, '../../docs/adoption.md'), 'utf8');

/** Returns the code blocks below a heading of the page. */
function blocks(heading: string, language = 'ts'): string[] {
  const [, section] = page.split(new RegExp(`^#+ ${heading}.*\\n`, 'm'));
  if (section === undefined) throw new Error(`the page has no heading ${heading}`);
  const own = section.split(/^#/m)[0]!;
  return [...own.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code!);
}

/** Returns an option that the page tells its readers to write. */
function told(option: string): string {
  if (!page.includes(`\`${option}\``)) throw new Error(`the page doesn't tell anyone to write ${option}`);
  return option;
}

/** Returns code with a change, as readers of the page make it. */
function edited(code: string, from: string | RegExp, to: string): string {
  const changed = code.replace(from, () => to);
  if (changed === code) throw new Error(`the code of the page has no ${String(from)}:\n${code}`);
  return changed;
}

const BLUE = /\n {2}blue: \{(?:.*\}|[^]*?\n {2}\}),/;
const CANARY = /\n {2}canary: .*\n {2}trafficPercent: .*/;
const PATCH = /\n\}\);[^]*/;

const adding = (code: string, option: string): string => edited(code, '\n});', `\n  ${option},\n});`);

/** Synthesizes code of the page. */
function synthesized(code: string): Manifest[] {
  return manifests((chart) => {
    const scope = { ...rollouts, rollouts, kplus, ApiObject, JsonPatch, chart };
    const run = compileFunction(code, Object.keys(scope)) as (...values: unknown[]) => void;
    run(...Object.values(scope));
  });
}

const parsed = (yaml: string): Manifest[] => parseAllDocuments(yaml).map((document) => document.toJS() as Manifest);
const [RUNNING = ''] = blocks('1. Describe what runs', 'yaml');
const running = parsed(RUNNING);

function named(state: Manifest[], kind: string, name: string): Manifest | undefined {
  return state.find((object) => object.kind === kind && object.metadata.name === name);
}

const names = (state: Manifest[] | undefined): string[] | undefined => state?.map(({ metadata }) => metadata.name);

/** Returns the findings about each commit on the way. */
function findings(states: object[][]): string[] {
  return states.slice(1).flatMap((state, index) => {
    const { findings: found } = rollouts.checkRollout(states[index]!, state);
    return found.map(({ rule, message }) => `${index + 1} ${rule}: ${message}`);
  });
}

/** Expects that each Deployment keeps its selector and its pod template for as long as it exists. */
function expectNoRestart(states: Manifest[][]): void {
  for (const [index, state] of states.slice(1).entries()) {
    for (const { kind, metadata, spec } of states[index]!) {
      const after = kind === 'Deployment' ? named(state, kind, metadata.name) : undefined;
      if (after === undefined) continue;
      const { selector, template } = after.spec;
      const which = `${metadata.name} in commit ${index + 1}`;
      expect({ selector, template }, which).toEqual({ selector: spec.selector, template: spec.template });
    }
  }
}

/** Returns the states of section 2a: the running one, and the one after each commit that the page tells to make. */
function throughBlueGreen(before: Manifest[], code: string): Manifest[][] {
  const both = adding(code, told("green: { image: 'web:2.0' }"));
  const switched = edited(both, 'active: Color.BLUE', told('active: Color.GREEN'));
  const [, drain = ''] = /`blue: \{ …, (replicas: 0) \}`/.exec(page) ?? [];
  const drained = edited(switched, "image: 'web:1.0'", `${drain}, image: 'web:1.0'`);
  const alone = edited(switched, BLUE, '');
  const unpatched = edited(alone, PATCH, '\n});');
  const next = adding(unpatched, told("blue: { image: 'web:3.0' }"));
  return [before, ...[code, both, switched, drained, alone, unpatched, next].map(synthesized)];
}

describe('a service that runs', () => {
  const [code = ''] = blocks('1. Describe what runs');
  const asBlue = throughBlueGreen(running, code);

  it('becomes blue, and no commit restarts a pod or fails a request', () => {
    expect(findings(asBlue)).toEqual([]);
    expectNoRestart(asBlue);
    expect(asBlue.map((state) => named(state, 'Deployment', 'web')?.spec.replicas)).toEqual([
      10,
      10,
      10,
      10,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('needs the patch no longer once blue is gone', () => {
    expect(asBlue[6]).toEqual(asBlue[5]);
  });

  it('gets the default names with its first release', () => {
    expect(names(asBlue.at(-1))).toEqual(['web-app-blue', 'web-app-green', 'web', 'web-app-preview']);
  });

  it('leaves no option of the old pods to the new ones', () => {
    const [defaults] = manifests((chart) => {
      const container = { name: 'web', readiness: kplus.Probe.fromHttpGet('/ready') };
      const app = { name: 'web-app', replicas: 10, port: 80, containerPort: 8080, container };
      const green = { image: 'web:2.0' };
      return new rollouts.BlueGreenApp(chart, 'Web', { ...app, active: rollouts.Color.GREEN, green });
    });
    expect(named(asBlue[2]!, 'Deployment', 'web-app-green')).toEqual(defaults);
  });

  const [asCanary = '', afterBlueGreen = ''] = blocks('2b. As v1 of a canary');

  it('becomes v1 of a canary if its pods carry a spare label', () => {
    const adopted = edited(asCanary, CANARY, '');
    told('stable: v1');
    const at = (share: string): string => edited(asCanary, 'trafficPercent: 10', share);
    const promoted = edited(adopted, 'stable: v1', "stable: { version: '2.0', image: 'web:2.0' }");
    const rising = ['trafficPercent: 30', 'trafficPercent: 50', 'replicaCounts: { stable: 3, canary: 8 }'];
    const steps = [asCanary, ...[...rising, 'trafficPercent: 100'].map(at)];
    const unannotated = edited(promoted, / {2}serviceAnnotations: .*\n/, '');
    const states = [running, ...[adopted, ...steps, promoted, unannotated].map(synthesized)];
    expect(findings(states)).toEqual([]);
    expectNoRestart(states);
    expect(names(states[7])).toEqual(['web-app-2-0', 'web']);
    // Only the selector of the Service changes at first.
    expect(named(states[1]!, 'Service', 'web')).toMatchObject({ spec: { selector: { tier: 'front' } } });
    expect(named(states[1]!, 'Deployment', 'web')?.spec.template).toEqual(running[0]!.spec.template);
  });

  it('becomes a canary after one blue/green release if its pods carry none', () => {
    const states = [asBlue[5]!, synthesized(edited(afterBlueGreen, CANARY, '')), synthesized(afterBlueGreen)];
    expect(findings(states)).toEqual([]);
    expectNoRestart(states);
    expect(names(states[2])).toEqual(['web-app-green', 'web-app-v3', 'web']);
  });

  it('must not have its label taken as the name: its selector would match the pods of the new version', () => {
    const sameName = edited(adding(code, "green: { image: 'web:2.0' }"), "name: 'web-app'", "name: 'web'");
    expect(() => synthesized(sameName)).toThrow(/BlueGreenApp [^:]*: .*matchLabels/);
  });
});

describe('a service with a named port, an autoscaler and a budget', () => {
  const NAMED = RUNNING.replace('replicas: 10\n  ', '')
    .replace(/ {12}- containerPort: 8080\n/, (port) => `${port}              name: http\n`)
    .replace('port: 8080', 'port: http')
    .replace('targetPort: 8080', 'targetPort: http')
    .replace('        tier: front\n', '')
    .replace('          image: web:1.0\n', (image) => `${image}          resources: { requests: { cpu: 250m } }\n`);
  const SCALED = `${NAMED}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 10
  maxReplicas: 20
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
`;
  const before = parsed(SCALED);
  const [code = ''] = blocks('Named ports, an autoscaler and a disruption budget');

  it('keeps its pods, its autoscaler and its budget', () => {
    const after = synthesized(code);
    expect(named(after, 'Deployment', 'web')?.spec).toMatchObject(before[0]!.spec);
    expectNoRestart([before, after]);
    for (const kind of ['HorizontalPodAutoscaler', 'PodDisruptionBudget'])
      expect(named(after, kind, 'web')?.spec, kind).toEqual(named(before, kind, 'web')?.spec);
  });

  it('becomes blue, and no commit restarts a pod; the switch may lose pods that the autoscaler added', () => {
    const states = throughBlueGreen(before, code);
    expect(findings(states)).toEqual([
      '3 autoscaled-pods-lost: Service web may have up to 20 ready endpoints under load, loses those of web, and then only 10 are certain',
    ]);
    expectNoRestart(states);
  });

  it('is refused if the patch takes the port out of the probe', () => {
    expect(findings([before, synthesized(edited(code, "{ value: 'http' }", "'http'"))])).toEqual([
      '1 refused-by-api-server: Deployment web is refused: the readiness probe of container web has no httpGet.port',
    ]);
  });
});

describe('a service that runs, with a release file', () => {
  it('goes through a release, and no commit restarts a pod or fails a request', () => {
    const [code = ''] = blocks('With a release file');
    const current = /current: .*/;
    const [first] = current.exec(code)!;
    const at = (stage: number): string =>
      edited(code, current, `${first} next: { version: '2.0', image: 'web:2.0' }, stage: ${stage},`);
    const after = edited(code, current, "current: { version: '2.0', image: 'web:2.0', color: Color.GREEN },");
    const states = [running, ...[code, ...[1, 2, 3, 4].map(at), after].map(synthesized)];
    expect(findings(states)).toEqual([]);
    expectNoRestart(states);
    expect(names(states.at(-1))).toEqual(['web-app-green', 'web']);
  });
});

describe('an app that leaves for Argo Rollouts', () => {
  const app = { name: 'web-app', replicas: 10, port: 80, stable: { version: 'v2', image: 'web:2.0' } };
  const before = manifests((chart) => new rollouts.CanaryApp(chart, 'Web', app));
  // The app label, by which the Service selects, and a label other than the one by which the Deployment selects.
  const labels = { app: 'web-app', rollout: 'web-app' };
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web-app' },
    spec: {
      replicas: 10,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:2.0' }] } },
      strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } },
    },
  };

  it('runs both behind one Service, then removes the Deployment; the checker skips unknown kinds', () => {
    const service = named(before, 'Service', 'web-app-service')!;
    expect(findings([before, [...before, rollout], [service, rollout]])).toEqual([]);
  });
});
