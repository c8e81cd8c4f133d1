import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { PLAIN } from '../../src/cli/format/colors';
import { formatCheckHtml } from '../../src/cli/format/check-html';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { formatCheckText } from '../../src/cli/format/check-text';
import { toSteps } from '../../src/cli/format/counterexample';
import { CORPUS } from './corpus';
import { autoscaler, deployment, httpRoute, service, statefulSet, v1, v2, WEB } from './manifests';
import { findingsOf } from './messages';

/** The rules whose findings are about the endpoints of a Service, or about a share. */
const RULES = new Set([
  'autoscaled-pods-lost',
  'capacity-below-floor',
  'missing-dependency',
  'no-ready-endpoints',
  'ports-move-with-pods',
  'release-bypassed',
  'route-share-unlike-pods',
  'route-to-unready',
  'service-removed',
  'share-jump',
  'strategy-gap',
  'switch-to-smaller',
  'switch-to-unready',
  'template-changed-with-switch',
]);

function stepsOf(rule: string, before: object[], after: object[]): string[] {
  return toSteps(findingsOf(rule, before, after)[0]?.counterexample);
}

describe('the events of a finding', () => {
  const cases = CORPUS.filter(({ finds: [rule] }) => RULES.has(rule));

  it.each(cases)('$name: are there, and begin with the state before', ({ before, after, finds: [rule] }) => {
    const [finding] = findingsOf(rule, before, after);
    // A route that needs a removed Service, or an autoscaler without a Deployment, is about no endpoints.
    if (rule === 'missing-dependency' && !finding?.resource.startsWith('Service')) return;
    const steps = finding?.counterexample?.steps ?? [];
    expect(steps.length).toBeGreaterThan(0);
    expect(['the state before is at rest', 'the Service is created']).toContain(steps[0]?.event);
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

  it('of a Service that goes are that it goes', () => {
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

  it('of a route are that it takes effect', () => {
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

  it('of a StatefulSet that goes name its pods', () => {
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

  it('cut a long way short, and keep its end', () => {
    const many = (replicas: number): object[] =>
      Array.from({ length: 40 }, (_, index) =>
        deployment(`web-${index}`, { labels: { app: 'web', n: `${index}` }, replicas }),
      );
    const steps = stepsOf('no-ready-endpoints', [...many(1), WEB], [...many(0), WEB]);
    expect(steps).toHaveLength(12);
    expect(steps.slice(-2)).toEqual(['… 30 more events', 'web-39 loses 1 pod: 0 endpoints']);
  });
});
