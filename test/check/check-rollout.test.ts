import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkRollout } from '../../src/check/check-rollout';
import { capacityBelowFloor } from '../../src/check/rules/capacity-below-floor';
import { RULES } from '../../src/check/rules';
import { Severity } from '../../src/check/severity';
import { ProblemsError } from '../../src/validate/problems-error';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { autoscaler, BLUE, blue, deployment, GREEN, green, previewService, service, v1, v2, WEB } from './manifests';
import { rulesOf } from './messages';

const V2 = { app: 'web', version: 'v2' };

function yaml(objects: object[]): string {
  return objects.map((object) => stringify(object, { version: '1.1' })).join('---\n');
}

describe('checkRollout', () => {
  it('sorts findings by severity, and then resources by their numbers', () => {
    const services = ['web-10', 'web-2', 'web-1'].map((name) => service(name, { app: 'none' }));
    const { findings } = checkRollout([], [v1(1), ...services]);
    expect(findings.map(({ resource }) => resource)).toEqual([
      'Service shop/web-1',
      'Service shop/web-2',
      'Service shop/web-10',
    ]);
  });

  it('accepts YAML text, and names the line', () => {
    const { findings } = checkRollout(yaml([v1(5), v2(5), WEB]), yaml([v1(0), v2(10), WEB]));
    const text = yaml([v1(0), v2(10), WEB]).split('\n');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: 'capacity-below-floor',
      severity: 'error',
      resource: 'Service shop/web',
      message: 'Service shop/web falls from 10 to 5 ready endpoints; the floor is 8',
      fix: 'insert a stage with web-v2 at 10 and web-v1 still at 5; once its pods are ready, take web-v1 to 0 (planCanary finds stages that need fewer extra pods)',
      explanation: capacityBelowFloor.why,
      docs: 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/capacity-below-floor.md',
      line: text.lastIndexOf('  selector:') + 1,
    });
    const { counterexample, ...rest } = findings[0]!;
    expect(Object.keys(rest).sort()).toEqual(
      ['rule', 'severity', 'resource', 'message', 'fix', 'explanation', 'docs', 'line'].sort(),
    );
    const pods = (version: string, ready: number): object => ({
      version,
      deployment: `web-${version}`,
      ready,
      selected: true,
    });
    expect(counterexample).toEqual({
      namespace: 'shop',
      service: 'web',
      steps: [
        { event: 'the state before is at rest', endpoints: 10, pods: [pods('v1', 5), pods('v2', 5)] },
        { event: 'v1 loses 5 pods', endpoints: 5, pods: [pods('v1', 0), pods('v2', 5)] },
      ],
    });
  });

  it('accepts the result of reading files, and names the file', () => {
    const before = readManifests(yaml([v1(5), v2(5), WEB]), 'dist/old.yaml');
    const after = readManifests(yaml([v1(0), v2(10), WEB]), 'dist/web.yaml');
    expect(checkRollout(before, after).findings[0]).toMatchObject({ file: 'dist/web.yaml' });
  });

  it('accepts objects, which have no place', () => {
    const [finding] = checkRollout([v1(5), v2(5), WEB], [v1(0), v2(10), WEB]).findings;
    expect(finding).not.toHaveProperty('file');
    expect(finding).not.toHaveProperty('line');
  });

  it('reports endpoints and shares of each Service', () => {
    expect(checkRollout([v1(9), v2(1), WEB], [v1(7), v2(3), WEB]).services).toEqual([
      {
        namespace: 'shop',
        name: 'web',
        servesUsers: true,
        removed: false,
        endpointsBefore: 10,
        lowestReadyEndpoints: 8,
        endpointsAfter: 10,
        versions: [
          {
            version: 'v1',
            kind: 'Deployment',
            deployment: 'web-v1',
            percentBefore: 90,
            percentLowest: 70,
            percentHighest: 90,
            percentAfter: 70,
          },
          {
            version: 'v2',
            kind: 'Deployment',
            deployment: 'web-v2',
            percentBefore: 10,
            percentLowest: 10,
            percentHighest: 30,
            percentAfter: 30,
          },
        ],
      },
    ]);
  });

  it('names versions by their label, their Deployment, and the image if that is all that differs', () => {
    const web = (image: string): object => deployment('web', { replicas: 2, image });
    const versions = (before: object[], after: object[]): string[] =>
      checkRollout(before, after).services.flatMap((report) => report.versions.map(({ version }) => version));
    expect(versions([web('web:1'), WEB], [web('web:1'), WEB])).toEqual(['web']);
    expect(versions([web('web:1'), WEB], [web('web:2'), WEB])).toEqual(['web (1)', 'web (2)']);
    const [registry, digest] = ['registry.example.com:5000/team/web', `sha256:${'0123456789abcdef'.repeat(4)}`];
    expect(versions([web(`${registry}:1.0`), WEB], [web(`${registry}@${digest}`), WEB])).toEqual([
      'web (1.0)',
      'web (sha256:0123456789ab)',
    ]);
    expect(versions([web(registry), WEB], [web('other/web:1'), WEB])).toEqual([
      `web (${registry})`,
      'web (other/web:1)',
    ]);
    expect(versions([v1(1), WEB], [v1(1, { annotations: { a: 'b' } }), WEB])).toEqual(['v1']);
    expect(versions([v1(1), WEB], [v1(1, { ports: [{ containerPort: 1 }] }), WEB])).toEqual([
      'v1 (old template)',
      'v1 (new template)',
    ]);
  });

  it('leaves the namespace out if the manifests do', () => {
    const web = (replicas: number): object => deployment('web', { replicas, namespace: '' });
    const anywhere = service('web', { app: 'web' }, { namespace: '' });
    const { findings, services } = checkRollout([web(2), anywhere], [web(0), anywhere]);
    expect(findings.map(({ resource }) => resource)).toEqual(['Service web']);
    expect(services[0]?.namespace).toBeUndefined();
  });

  it('marks Services for tests, and leaves out Services whose pods it does not know', () => {
    const set = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { template: { metadata: { labels: { app: 'db' } } } },
    };
    const after = [blue(1), previewService('preview', BLUE), set, service('db', { app: 'db' }), service('manual')];
    expect(checkRollout([], after).services.map(({ name, servesUsers }) => [name, servesUsers])).toEqual([
      ['preview', false],
    ]);
  });

  it('checks several apps and namespaces apart from each other', () => {
    const app = (namespace: string, replicas: number): object[] => [
      deployment('web', { namespace, replicas }),
      service('web', { app: 'web' }, { namespace }),
    ];
    const { findings } = checkRollout([...app('a', 2), ...app('b', 2)], [...app('a', 2), ...app('b', 0)]);
    expect(findings.map(({ resource }) => resource)).toEqual(['Service b/web']);
  });

  it('uses the bounds of an autoscaler', () => {
    const scaled = [deployment('web'), WEB, autoscaler('web', 'web', 4, 8)];
    expect(checkRollout(scaled, scaled).services[0]).toMatchObject({ endpointsBefore: 4, endpointsAfter: 4 });
  });

  it('expects a count that is no longer stated to fall to 1, and names the remedy', () => {
    const before = [deployment('web', { replicas: 5 }), WEB];
    const { findings, services } = checkRollout(before, [deployment('web'), WEB]);
    expect(services[0]).toMatchObject({ endpointsBefore: 5, lowestReadyEndpoints: 1, endpointsAfter: 1 });
    expect(findings[0]).toMatchObject({
      rule: 'capacity-below-floor',
      message: 'Service shop/web falls from 5 to 1 ready endpoint on the way to 1; the floor is 4',
      fix: 'keep replicas: 5 in web, or remove the field from the last applied configuration first: kubectl apply edit-last-applied deployment/web',
    });
    const scaled = checkRollout(before, [deployment('web'), WEB, autoscaler('web', 'web', 3, 10)]);
    expect(scaled.services[0]).toMatchObject({ endpointsBefore: 5, lowestReadyEndpoints: 1, endpointsAfter: 3 });
    expect(scaled.findings.map(({ rule }) => rule)).toContain('capacity-below-floor');
    const gone = checkRollout(before, [deployment('web', { image: 'web:2', maxUnavailable: 1 }), WEB]);
    expect(gone.findings[0]).toMatchObject({ rule: 'no-ready-endpoints' });
  });

  it('expects a share of a version at 0 whose count is no longer stated', () => {
    const [web] = checkRollout(
      [v1(4), v2(0), WEB],
      [v1(4), deployment('web-v2', { labels: V2, image: 'web:2' }), WEB],
    ).services;
    expect(web?.versions[1]).toMatchObject({ percentBefore: 0, percentHighest: 20 });
  });

  it('does not know whether a paused Deployment has pods', () => {
    const paused = deployment('web', { replicas: 3, paused: true });
    expect(checkRollout([], [paused, WEB]).services[0]).toMatchObject({ endpointsAfter: 0 });
    const resumed = checkRollout([paused, WEB], [deployment('web', { replicas: 3 }), WEB]);
    expect(resumed.services[0]).toMatchObject({ endpointsBefore: 0, lowestReadyEndpoints: 0, endpointsAfter: 3 });
    expect(resumed.findings).toEqual([]);
    const removed = checkRollout([paused, WEB], [deployment('web', { replicas: 0 }), WEB]);
    expect(removed.findings.map(({ rule }) => rule)).toEqual(['no-ready-endpoints']);
  });

  it('has no findings about a transition if nothing changes', () => {
    const states = [
      [v1(5), v2(5), WEB],
      [blue(3), green(0), service('web', BLUE)],
      [blue(0), service('web', BLUE)],
      [deployment('web', { recreate: true, paused: true, replicas: 2 }), WEB],
    ];
    for (const state of states) expect(checkRollout(state, state).findings).toEqual([]);
  });

  it('leaves out and names unreadable input, and judges the rest', () => {
    const good = yaml([v1(3), WEB]);
    const bad = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: pay}\nspec: {replicas: many}\n';
    const other = 'to: be done\n';
    const result = checkRollout(`${good}---\n${bad}`, `${yaml([v1(0), v2(3), WEB])}---\n${bad}---\n${other}`);
    const line = yaml([v1(0), v2(3), WEB]).split('\n').length + 4;
    expect(result.leftOut).toEqual([
      {
        message:
          'Deployment pay: spec.replicas: expected a whole number, 0 to 2147483647, got "many"; write a number without quotes',
        line,
      },
    ]);
    expect(result.passedOver).toEqual([{ what: 'kindless document', count: 1 }]);
    expect(result.findings.map(({ rule }) => rule)).toContain('no-ready-endpoints');
  });

  it('considers problems of the state before as fixed, and applies strict to the new state alone', () => {
    const bad = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {ports: none}\n';
    const fine = yaml([v1(3), WEB]);
    expect(checkRollout(bad, fine, { strict: true }).notJudged).toMatchObject([
      { name: 'web', reason: 'could not be read in the state before' },
    ]);
    expect(() => checkRollout(fine, `${fine}---\n${bad}`, { strict: true })).toThrow(
      'checkRollout: after:44:8: Service web: spec.ports: expected a list, got "none"',
    );
    expect(() => checkRollout('Error: no chart\n', fine)).toThrow('checkRollout: before:1:1: ');
  });

  it('names every problem with its place if nothing can be read', () => {
    const lines = [
      'checkRollout: 2 problems',
      '  - after:2:1: map keys must be unique; fix the YAML',
      '  - after:1:1: kind: expected the kind of a Kubernetes object, got undefined; add it, or leave the document out',
    ];
    let thrown: unknown;
    try {
      checkRollout('', 'a: 1\na: 2\n');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ProblemsError);
    expect((thrown as ProblemsError).message).toBe(lines.join('\n'));
    expect((thrown as ProblemsError).problems[0]).toEqual({
      file: 'after',
      line: 2,
      column: 1,
      message: 'map keys must be unique; fix the YAML',
      tolerated: true,
    });
  });

  it('refuses values that are no manifest input', () => {
    expect(() => checkRollout(3 as never, [])).toThrow(
      'checkRollout: before: expected YAML text or a list of Kubernetes objects, got 3; pass the manifests of one state',
    );
  });
});

describe('options', () => {
  const [before, after] = [
    [blue(3), service('web', BLUE)],
    [blue(0), green(3), service('web', GREEN)],
  ];

  it('set severities and switch rules off, and the worst comes first', () => {
    const severities = {
      'rollback-lost': Severity.ERROR,
      'no-ready-endpoints': Severity.INFO,
      'switch-to-unready': Severity.OFF,
    };
    const { findings } = checkRollout(before, after, { severities });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['rollback-lost', 'error'],
      ['no-ready-endpoints', 'info'],
    ]);
  });

  it('are checked, all at once', () => {
    const options = {
      maxUnavailable: '2.5%',
      maxShareStep: 101,
      tolerance: NaN,
      syncWaves: 'no',
      severities: { nonsense: 'error', 'share-jump': 'fatal' },
      floor: 3,
      strict: 'yes',
    };
    expect(() => checkRollout([], [], options as never)).toThrow(
      new Error(
        [
          'checkRollout: 8 problems',
          '  - floor: unknown option, got 3; remove it, or use one of maxUnavailable, maxShareStep, tolerance, syncWaves, severities, strict',
          '  - maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "2.5%"; write 1 or 25%',
          '  - maxShareStep: expected a number of points from 0 to 100, got 101; write a number such as 10',
          '  - tolerance: expected a number of points from 0 to 100, got NaN; write a number such as 10',
          '  - syncWaves: expected true or false, got "no"; pass a boolean, or leave it out',
          '  - severities.nonsense: unknown rule, got "error"; check its spelling, or remove it',
          '  - severities.share-jump: expected error, warning, info, off, got "fatal"; use one of them',
          '  - strict: expected true or false, got "yes"; pass a boolean, or leave it out',
        ].join('\n'),
      ),
    );
  });

  it('are left to the annotation for one resource', () => {
    const annotations = { 'cdk8s-rollouts/allow': 'no-ready-endpoints, rollback-lost' };
    expect(rulesOf(before, [blue(0), green(3), service('web', GREEN, { annotations })])).toEqual(['switch-to-unready']);
  });
});

describe('any change', () => {
  const labels = fc.constantFrom<Record<string, string>>(
    { app: 'web', version: 'v1' },
    { app: 'web', version: 'v2' },
    { app: 'api' },
  );
  const object = fc.oneof(
    fc
      .record({
        name: fc.constantFrom('a', 'b', 'c'),
        replicas: fc.option(fc.nat(6), { nil: undefined }),
        labels,
        image: fc.constantFrom('web:1', 'web:2'),
        paused: fc.boolean(),
        recreate: fc.boolean(),
        wave: fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined }),
      })
      .map(({ name, ...options }) => deployment(name, options)),
    fc
      .record({
        name: fc.constantFrom('s', 't'),
        selector: fc.oneof(labels, fc.constant<Record<string, string>>({ app: 'web' })),
        wave: fc.nat(2),
      })
      .map(({ name, selector, wave }) => service(name, selector, { wave })),
    fc
      .record({ target: fc.constantFrom('a', 'b'), min: fc.nat(4) })
      .map(({ target, min }) => autoscaler('h', target, min, 5)),
  );
  const state = fc.uniqueArray(object, {
    maxLength: 6,
    selector: (one) => {
      const { kind, metadata } = one as { kind: string; metadata: { name: string } };
      return `${kind} ${metadata.name}`;
    },
  });

  it('is judged the same however often, from text as from objects', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const result = checkRollout(before, after);
        expect(checkRollout(before, after)).toEqual(result);
        const fromText = checkRollout(yaml(before), yaml(after));
        expect(fromText.services).toEqual(result.services);
        expect(fromText.findings.map(({ rule, message }) => [rule, message])).toEqual(
          result.findings.map(({ rule, message }) => [rule, message]),
        );
      }),
    );
  });

  it('lets autoscalers that take over move on their own, since each begins at the count that is applied', () => {
    const spec = { replicas: undefined };
    const scalers = [autoscaler('v1', 'web-v1', 4, 8), autoscaler('v2', 'web-v2', 4, 8)];
    const { services } = checkRollout([v1(4), v2(4), WEB], [v1(0, { spec }), v2(0, { spec }), ...scalers, WEB]);
    // 8 of one beside 1 of the other.
    expect(services[0]?.versions.map(({ percentHighest = 0 }) => Math.round(percentHighest))).toEqual([89, 89]);
  });

  it('does not mistake a count of 0, which switched an autoscaler off, for a lost one', () => {
    const after = [blue(3), green(0, { spec: { replicas: undefined } }), autoscaler('green', 'web-green', 3, 5)];
    const { findings } = checkRollout([blue(3), green(0), service('web', BLUE)], [...after, service('web', GREEN)]);
    expect(findings.find(({ rule }) => rule === 'no-ready-endpoints')?.fix).toBe(
      'insert a stage with web-green at 3 and the selector of Service web as it was; switch it in the next stage, once these pods are ready',
    );
  });

  it('removes pods of an autoscaler only from its own wave on', () => {
    const spec = { replicas: undefined };
    const before = [v1(0, { spec }), autoscaler('v1', 'web-v1', 5, 5), v2(5), WEB];
    const after = [v1(0, { spec, wave: 1 }), autoscaler('v1', 'web-v1', 1, 1), v2(9), WEB];
    expect(checkRollout(before, after).services[0]?.lowestReadyEndpoints).toBe(6);
  });

  it('keeps endpoints and shares within bounds that hold both states', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        for (const report of checkRollout(before, after).services) {
          expect(report.lowestReadyEndpoints).toBeLessThanOrEqual(report.endpointsAfter);
          for (const { percentBefore, percentLowest = NaN, percentHighest = NaN, percentAfter } of report.versions) {
            for (const share of [percentBefore, percentAfter]) {
              if (share === undefined) continue;
              expect(share).toBeGreaterThanOrEqual(percentLowest - 1e-9);
              expect(share).toBeLessThanOrEqual(percentHighest + 1e-9);
            }
          }
        }
      }),
    );
  });

  it('of nothing has no findings about a transition', () => {
    const transitions = RULES.map(({ id }) => id).filter((id) =>
      /endpoints|floor|switch|rollback|bypassed|share|immutable|removed|missing-dependency/.test(id),
    );
    fc.assert(
      fc.property(state, (same) => {
        expect(rulesOf(same, same).filter((rule) => transitions.includes(rule))).toEqual([]);
      }),
    );
  });
});
