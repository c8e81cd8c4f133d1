import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { checkStates } from '../../src/check/check-states';
import { LabelIndex } from '../../src/manifests/label-index';
import { NameList } from '../../src/manifests/name-list';
import type { ManifestState } from '../../src/manifests/state';
import { toState } from '../../src/manifests/to-state';
import { readObjects } from '../../src/manifests/yaml/read-manifests';
import { autoscaler, budget, deployment, ingress, service } from './manifests';

/** Returns a state whose objects count how often one of their fields is read. */
function watched(objects: object[], onRead: () => void): ManifestState {
  const { state, problems } = toState(readObjects(objects, 'state'));
  expect(problems).toEqual([]);
  const watch = (object: object): object =>
    object instanceof Map
      ? watchMap(object as Map<string, object>)
      : // The names of custom resources are kept as texts, so their reads are counted in an array instead.
        new Proxy(object instanceof NameList ? [...object] : object, {
          get: (target, field) => {
            onRead();
            return Reflect.get(target, field) as unknown;
          },
        });
  const watchMap = (map: Map<string, object>): object => new Map([...map].map(([key, object]) => [key, watch(object)]));
  const fields = Object.entries(state).map(([field, value]: [string, unknown]) => [
    field,
    value instanceof Map ? watchMap(value as Map<string, object>) : value,
  ]);
  const copy = Object.fromEntries(fields) as ManifestState;
  const deploymentsByLabel = new LabelIndex(copy.deployments.values());
  return { ...copy, deploymentsByLabel, workloadsByLabel: new LabelIndex(copy.workloads.values()) };
}

/** Returns how often the check of a change reads a field of an object. */
function readsOf([before, after]: [object[], object[]]): number {
  let reads = 0;
  const states = [before, after].map((objects) => watched(objects, () => reads++));
  checkStates(states[0]!, states[1]!);
  return reads;
}

type Pairs = (count: number) => [object[], object[]];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const each = (count: number, make: (index: number) => object[]): object[] => numbers(count).flatMap(make);
const pair = (index: number, replicas: number): object[] => [
  service(`s${index}`, { app: `d${index}` }),
  deployment(`d${index}`, { replicas }),
];

const CHANGES: Record<string, Pairs> = {
  'a custom resource for each Service, which selects nothing': (count) => [
    [],
    each(count, (index) => [
      service(`s${index}`, { app: `d${index}` }),
      { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: `t${index}`, namespace: 'shop' } },
    ]),
  ],
  'a Deployment for each Service, all scaled': (count) => [
    each(count, (index) => pair(index, 3)),
    each(count, (index) => pair(index, 5)),
  ],
  'ten Deployments for each Service': (count) => [
    each(count, (index) => [
      service(`s${index}`, { group: `g${index % (count / 10)}` }),
      deployment(`d${index}`, { labels: { app: `d${index}`, group: `g${index % (count / 10)}` } }),
    ]),
    each(count, (index) => [
      service(`s${index}`, { group: `g${index % (count / 10)}` }),
      deployment(`d${index}`, { labels: { app: `d${index}`, group: `g${index % (count / 10)}` }, image: 'web:2' }),
    ]),
  ],
  'all of them removed': (count) => [each(count, (index) => pair(index, 3)), pair(0, 3)],
  'all of them new': (count) => [pair(0, 3), each(count, (index) => pair(index, 3))],
  'all Services switched': (count) => [
    each(count, (index) => pair(index, 3)),
    each(count, (index) => [
      service(`s${index}`, { app: `d${(index + 1) % count}` }),
      deployment(`d${index}`, { replicas: 3 }),
    ]),
  ],
  'autoscalers, budgets and routes for each': (count) => {
    const state = (replicas: number) =>
      each(count, (index) => [
        ...pair(index, replicas),
        autoscaler(`d${index}`, `d${index}`, 3, 5),
        budget(`d${index}`, { app: `d${index}` }, { minAvailable: 1 }),
        ingress(`d${index}`, `s${index}`, 80, { host: `h${index}.example.com` }),
      ]);
    return [state(3), state(5)];
  },
  'Services and routes without pods': (count) => [
    pair(0, 3),
    each(count, (index) => [
      ...(index === 0 ? pair(0, 3) : [service(`s${index}`, { app: 'none' })]),
      ingress(`i${index}`, `s${index}`, 80, { host: `h${index}.example.com` }),
    ]),
  ],
  'a port of each Service removed, and a route to it': (count) => {
    const state = (...ports: object[]) =>
      each(count, (index) => [
        service(`s${index}`, { app: `d${index}` }, { ports }),
        deployment(`d${index}`, { replicas: 3 }),
        ingress(`i${index}`, `s${index}`, 81, { host: `h${index}.example.com` }),
      ]);
    const [kept, removed] = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ];
    return [state(kept, removed), state(kept)];
  },
  'all selectors changed, of Services and Deployments': (count) => {
    const state = (key: string) =>
      each(count, (index) => [
        service(`s${index}`, { [key]: `d${index}` }),
        deployment(`d${index}`, { replicas: 3, labels: { [key]: `d${index}` } }),
      ]);
    return [state('app'), state('name')];
  },
};

/** Returns the number of entries about pods in the events of all findings. */
function podEntries([before, after]: [object[], object[]]): number {
  const { findings, existing } = checkRollout(before, after);
  const steps = [...findings, ...existing].flatMap(({ counterexample }) => counterexample?.steps ?? []);
  return steps.reduce((sum, { pods }) => sum + pods.length, 0);
}

/** Returns a change of all Deployments of one Service, none of which has a readiness probe. */
const withoutProbes: Pairs = (count) => {
  const state = (image: string): object[] => [
    service('web', { app: 'web' }),
    ...each(count, (index) => [
      deployment(`d${index}`, {
        labels: { app: 'web', d: `d${index}` },
        image,
        container: { readinessProbe: undefined },
      }),
    ]),
  ];
  return [state('web:1'), state('web:2')];
};

it('the events of a finding about one Deployment list its pods alone', () => {
  const [small, large] = [podEntries(withoutProbes(40)), podEntries(withoutProbes(80))];
  expect(small).toBeGreaterThan(40);
  expect(large / small).toBeLessThan(2.1);
});

describe('a check reads in proportion to its input', () => {
  it.each(Object.entries(CHANGES))('%s', (_, pairs) => {
    const [small, large] = [readsOf(pairs(40)), readsOf(pairs(80))];
    expect(small).toBeGreaterThan(1_000);
    // Quadratic code would read four times as much.
    expect(large / small).toBeLessThan(2.1);
  });
});
