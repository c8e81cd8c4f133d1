import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { RULE_IDS } from '../../src/check/rules';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { PLAIN } from '../../src/cli/format/colors';
import { formatCheckHtml } from '../../src/cli/format/check-html';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { formatCheckText } from '../../src/cli/format/check-text';
import { toSteps } from '../../src/cli/format/counterexample';
import { CORPUS } from './corpus';
import { autoscaler, deployment, httpRoute, live, object, service, statefulSet, v1, v2, WEB } from './manifests';
import { findingsOf } from './messages';

/** The rules whose findings are about the endpoints of a Service, or about a share. Each finding has events. */
const RULES = new Set([
  'autoscaled-pods-lost',
  'autoscalers-disagree',
  'capacity-below-floor',
  'missing-dependency',
  'namespace-removed',
  'network-policy-shuts-out',
  'no-ready-endpoints',
  'not-ready-published',
  'ports-move-with-pods',
  'readiness-probe-missing',
  'release-bypassed',
  'replicas-removed',
  'route-removed',
  'route-share-unlike-pods',
  'route-to-unready',
  'service-removed',
  'share-jump',
  'share-not-by-pods',
  'strategy-gap',
  'switch-behind-load-balancer',
  'switch-to-smaller',
  'switch-to-unready',
  'target-port-missing',
  'template-changed-with-switch',
]);

/** The rules about something else. A new rule belongs in one of both sets. */
const OTHER_RULES = new Set([
  // The API server refuses the change, or the manifest can't be read, so there are no events.
  'immutable-field',
  'immutable-selector',
  'refused-by-api-server',
  'unknown-allowance',
  'unreadable-manifest',
  // The name, address or port that clients use is removed or changes, but the endpoints stay.
  'route-port-missing',
  'service-narrowed',
  'service-port-removed',
  // A Deployment gets stuck, or only a later change matters, so its pods serve as before.
  'autoscaler-fights-replicas',
  'config-removed',
  'not-at-rest',
  'probe-port-missing',
  'rollback-lost',
  'rollout-stuck',
  // The rule is about evictions or the end of single pods.
  'budget-blocks',
  'budget-spans-tracks',
  'drain-cut-short',
  // Selectors that are wrong from the start.
  'selectors-overlap',
  'service-selects-foreign-pods',
  'service-selects-nothing',
]);

function stepsOf(rule: string, before: object[], after: object[]): string[] {
  return toSteps(findingsOf(rule, before, after)[0]?.counterexample);
}

/** A message that counts endpoints or names a share of the traffic. */
const ABOUT_ENDPOINTS = /ready endpoint|\d% (?:to|of)\b|the shares? of/;

it('each rule either has events or is about something else', () => {
  expect([...RULES, ...OTHER_RULES].sort()).toEqual([...RULE_IDS].sort());
});

it('each finding whose message counts endpoints or shares has events', () => {
  const found = CORPUS.flatMap(({ before, after }) => checkRollout(before, after).findings).filter(({ message }) =>
    ABOUT_ENDPOINTS.test(message),
  );
  expect(found.length).toBeGreaterThan(30);
  expect(found.filter(({ counterexample }) => counterexample === undefined)).toEqual([]);
});

it('each rule about something else has no events', () => {
  const found = CORPUS.flatMap(({ before, after }) => checkRollout(before, after).findings);
  expect(found.filter(({ rule, counterexample }) => OTHER_RULES.has(rule) && counterexample)).toEqual([]);
});

describe('the events of a finding', () => {
  const cases = CORPUS.filter(({ finds: [rule] }) => RULES.has(rule));

  it.each(cases)('$name: are there, and begin with a state at rest', ({ before, after, finds: [rule] }) => {
    const [finding] = findingsOf(rule, before, after);
    const steps = finding?.counterexample?.steps ?? [];
    expect(steps.length).toBeGreaterThan(0);
    expect(['the state before is at rest', 'the new state is at rest', 'the Service is created']).toContain(
      steps[0]?.event,
    );
  });

  it('end with as many endpoints as the finding says', () => {
    for (const { before, after } of CORPUS) {
      for (const { rule, message, counterexample } of checkRollout(before, after).findings) {
        if (rule !== 'no-ready-endpoints' && rule !== 'capacity-below-floor') continue;
        const [, count] = /to (\d+) ready endpoint/.exec(message) ?? [];
        expect(counterexample?.steps.at(-1)?.endpoints).toBe(Number(count));
      }
    }
  });

  it('of a rolling update pass through no count that it never has', () => {
    const web = (image: string): object => deployment('web', { replicas: 1, image, maxUnavailable: 1 });
    expect(stepsOf('strategy-gap', [web('web:1'), WEB], [web('web:2'), WEB])).toEqual([
      'the state before is at rest: 1 endpoint',
      'web (1) loses 1 pod; none of web (2) is ready yet: 0 endpoints',
    ]);
  });

  it('name the version that a finding is about, though another one gains more', () => {
    const before = [v1(8), v2(1), deployment('web-v3', { labels: { app: 'web', version: 'v3' }, replicas: 1 }), WEB];
    const after = [v1(8), v2(30), deployment('web-v3', { labels: { app: 'web', version: 'v3' }, replicas: 90 }), WEB];
    expect(
      findingsOf('share-jump', before, after).map(({ message, counterexample }) => [message, toSteps(counterexample)]),
    ).toEqual([
      [
        'Service shop/web sends 70.3% to web-v3 after 10%: 60.3% of the traffic in one change, at most 50% is allowed',
        ['the state before is at rest: 10 endpoints', '89 pods of v3 become ready: 99 endpoints'],
      ],
    ]);
  });

  it('of ports that move are about the pods that listen', () => {
    const [old, fresh] = [8080, 9090].map((port) => [
      deployment('web', { replicas: 3, ports: [{ containerPort: port }] }),
      service('web', { app: 'web' }, { ports: [{ port: 80, targetPort: port }] }),
    ]);
    expect(stepsOf('ports-move-with-pods', old!, fresh!)).toEqual([
      'the state before is at rest: 3 endpoints',
      'the Service sends to 9090: 0 endpoints',
    ]);
  });

  it('name the namespace of the Service if its manifest states one', () => {
    const at = (namespace: string, replicas: number): object[] => [
      deployment('web', { replicas, namespace }),
      service('web', { app: 'web' }, { namespace }),
    ];
    const spaces = ['shop', 'test', ''];
    const findings = findingsOf(
      'no-ready-endpoints',
      spaces.flatMap((namespace) => at(namespace, 3)),
      spaces.flatMap((namespace) => at(namespace, 0)),
    );
    const named = findings.map(({ resource, counterexample }) => [
      resource,
      counterexample?.namespace,
      counterexample?.service,
    ]);
    expect(named.sort()).toEqual([
      ['Service shop/web', 'shop', 'web'],
      ['Service test/web', 'test', 'web'],
      ['Service web', undefined, 'web'],
    ]);
  });

  it('of a removed Service are its removal', () => {
    const other = service('api', { app: 'web' });
    expect(stepsOf('service-removed', [v1(3), WEB, other], [v1(3), other])).toEqual([
      'the state before is at rest: 3 endpoints',
      'the Service is removed: 0 endpoints',
    ]);
  });

  it('of pods that an autoscaler added begin under load', () => {
    const before = [v1(2), autoscaler('a', 'web-v1', 2, 8), v2(4), WEB];
    expect(stepsOf('autoscaled-pods-lost', before, [v2(4), WEB])).toEqual([
      'the state before is at rest: 12 endpoints',
      'v1 loses 8 pods: 4 endpoints',
    ]);
  });

  it('of a share under autoscalers begin at the load that moves it most', () => {
    const spec = { replicas: undefined };
    const pair = (stable: [number, number], canary: [number, number]): object[] => [
      v1(0, { spec }),
      v2(0, { spec }),
      autoscaler('v1', 'web-v1', ...stable),
      autoscaler('v2', 'web-v2', ...canary),
      WEB,
    ];
    // From 10% to 80% at the lowest load, and to 91% at the highest.
    expect(stepsOf('share-jump', pair([9, 9], [1, 1]), pair([2, 2], [8, 20])).at(-1)).toBe(
      '19 pods of v2 become ready: 22 endpoints',
    );
  });

  it('of a route are its taking effect', () => {
    const services = [v1(9), service('web-v1', { version: 'v1' }), v2(1), service('web-v2', { version: 'v2' })];
    const weights = (stable: number, canary: number): object =>
      httpRoute('edge', { 'web-v1': stable, 'web-v2': canary });
    const [before, after] = [
      [...services, weights(90, 10)],
      [...services, weights(50, 50)],
    ];
    expect(stepsOf('route-share-unlike-pods', before, after)).toEqual([
      'the state before is at rest: 1 endpoint',
      'HTTPRoute shop/edge sends 50% instead of 10% to 1 ready pod: 1 endpoint',
    ]);
  });

  it('of a route to a removed Service are its removal', () => {
    const route = httpRoute('edge', { web: 1 });
    expect(stepsOf('missing-dependency', [v1(3), WEB, route], [v1(3), route])).toEqual([
      'the state before is at rest: 3 endpoints',
      'the Service is removed: 0 endpoints',
    ]);
  });

  it('of a namespace are about its largest Service', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const api = [deployment('api', { replicas: 5 }), service('api', { app: 'api' })];
    const before = [namespace, v1(3), WEB, ...api];
    expect(findingsOf('namespace-removed', before, [])[0]?.counterexample?.service).toBe('api');
    expect(stepsOf('namespace-removed', before, [v1(3), WEB, ...api])).toEqual([
      'the state before is at rest: 5 endpoints',
      'Namespace shop is removed with everything in it: 0 endpoints',
    ]);
  });

  it('of a count that leaves the manifest at 0 are the start of a pod', () => {
    const [before, after] = [v2(0), v2(0, { spec: { replicas: undefined } })];
    expect(stepsOf('replicas-removed', [v1(4), before, WEB], [v1(4), after, WEB])).toEqual([
      'the state before is at rest: 4 endpoints',
      '1 pod of v2 becomes ready: 5 endpoints',
    ]);
  });

  it('of a share that is not by pods name the share that the smallest version can get', () => {
    const local = (policy: string): object => service('web', { app: 'web' }, { spec: { [policy]: 'Local' } });
    expect(stepsOf('share-not-by-pods', [], [v1(9), v2(1), local('internalTrafficPolicy')])).toEqual([
      'the new state is at rest: 10 endpoints',
      'a node that runs pods of one version alone sends web-v2 100% of its requests instead of 10%: 10 endpoints',
    ]);
    const affine = service('web', { app: 'web' }, { spec: { sessionAffinity: 'ClientIP', clusterIP: 'None' } });
    expect(
      findingsOf('share-not-by-pods', [], [v1(3), v2(1), affine]).map(
        ({ counterexample }) => toSteps(counterexample)[1],
      ),
    ).toEqual([
      'a client that comes back to its first pod sends web-v2 100% of its requests instead of 25%: 4 endpoints',
      'a client that keeps to one address sends web-v2 100% of its requests instead of 25%: 4 endpoints',
    ]);
  });

  it('of autoscalers that disagree are the growth of one alone', () => {
    const spec = { replicas: undefined };
    const scaler = (name: string, most: number, cpu: number): object => {
      const base = autoscaler(name, name, 2, most) as { spec: object };
      const target = { type: 'Utilization', averageUtilization: cpu };
      return { ...base, spec: { ...base.spec, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] } };
    };
    const after = [v1(2, { spec }), v2(2, { spec }), WEB, scaler('web-v1', 4, 60), scaler('web-v2', 8, 80)];
    expect(stepsOf('autoscalers-disagree', [], after)).toEqual([
      'the new state is at rest: 4 endpoints',
      '6 pods of v2 become ready: 10 endpoints',
    ]);
  });

  it('of a switch behind a load balancer are the removal of its targets at once', () => {
    const neg = { annotations: { 'cloud.google.com/neg': '{"ingress": true}' } };
    const on = (version: string): object => service('web', { app: 'web', version }, neg);
    const finding = findingsOf('switch-behind-load-balancer', [v1(3), v2(4), on('v1')], [v1(3), v2(4), on('v2')])[0];
    expect(toSteps(finding?.counterexample)).toEqual([
      'the state before is at rest: 3 endpoints',
      'the new selector is in force: a Google load balancer with network endpoint groups drops all 3 targets, and none of the 4 new ones is healthy yet: 4 endpoints',
    ]);
    expect(finding?.counterexample?.steps[1]?.pods).toEqual([
      { version: 'v1', deployment: 'web-v1', ready: 3, selected: false },
      { version: 'v2', deployment: 'web-v2', ready: 4, selected: true },
    ]);
  });

  it('of policies end with the pods that no client reaches', () => {
    const closed = object('networking.k8s.io/v1', 'NetworkPolicy', 'closed', { podSelector: {}, ingress: [] });
    expect(stepsOf('network-policy-shuts-out', [v1(3), WEB], [v1(5), WEB, closed])).toEqual([
      'the state before is at rest: 3 endpoints',
      'the change is complete, and no client reaches the 5 pods of web-v1: 5 endpoints',
    ]);
  });

  it('of pods that count as ready too early are the start of one of them', () => {
    const published = service('web', { app: 'web' }, { spec: { publishNotReadyAddresses: true } });
    expect(stepsOf('not-ready-published', [v1(3), WEB], [v1(3), published])).toEqual([
      'the new state is at rest: 3 endpoints',
      'a pod starts, and gets requests before it is ready: 3 endpoints',
    ]);
    const unprobed = v1(3, { container: { readinessProbe: undefined } });
    expect(stepsOf('readiness-probe-missing', [v1(3), WEB], [unprobed, WEB])).toEqual([
      'the new state is at rest: 3 endpoints',
      'a pod of web-v1 starts, and gets requests before it can serve: 3 endpoints',
    ]);
  });

  it('of a change during a rollout begin at its current state', () => {
    const status = { replicas: 3, updatedReplicas: 3, readyReplicas: 2, availableReplicas: 2 };
    expect(stepsOf('no-ready-endpoints', [live(v1(3), status), WEB], [v1(0), WEB])).toEqual([
      'the state before is not at rest: 2 endpoints',
      'v1 loses 2 pods: 0 endpoints',
    ]);
  });

  it('of a removed StatefulSet name its pods', () => {
    expect(stepsOf('no-ready-endpoints', [statefulSet('web', { replicas: 2 }), WEB], [WEB])).toEqual([
      'the state before is at rest: 2 endpoints',
      'web loses 2 pods: 0 endpoints',
    ]);
  });
});

describe('the reports', () => {
  const result = checkRollout([v1(5), v2(5), WEB], [v1(0), v2(10), WEB]);

  it('show the events below the finding', () => {
    const options = { failOn: FAIL_ON_ERROR, notes: [] };
    expect(formatCheckMarkdown(result, options)).toContain(
      ['.', '', '  0. the state before is at rest: 10 endpoints', '  1. v1 loses 5 pods: 5 endpoints', ''].join('\n'),
    );
    expect(formatCheckHtml(result, options)).toContain('v1 loses 5 pods');
    expect(formatCheckText(result, PLAIN, { explain: true })).toContain('    1. v1 loses 5 pods: 5 endpoints\n');
    expect(formatCheckText(result, PLAIN)).not.toContain('loses 5 pods');
  });

  it('shorten a long sequence, and keep its end', () => {
    const many = (replicas: number): object[] =>
      Array.from({ length: 40 }, (_, index) =>
        deployment(`web-${index}`, { labels: { app: 'web', n: `${index}` }, replicas }),
      );
    const steps = stepsOf('no-ready-endpoints', [...many(1), WEB], [...many(0), WEB]);
    expect(steps).toHaveLength(12);
    expect(steps.slice(-2)).toEqual(['… 30 more events', 'web-39 loses 1 pod: 0 endpoints']);
  });
});
