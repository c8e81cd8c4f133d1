import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import { BLUE, blue, deployment, GREEN, green, ingress, object, service } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'switch-behind-load-balancer';

const BOTH = [blue(3), green(3)];
const TARGETS = { 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip' };

function web(selector: Record<string, string>, annotations = TARGETS): object {
  return service('web', selector, { type: 'LoadBalancer', annotations });
}

it('reports a switch behind ip targets, and names two commits', () => {
  expect(findingsOf(RULE, [...BOTH, web(BLUE)], [...BOTH, web(GREEN)])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Service shop/web',
      message:
        'Service shop/web stands behind an AWS load balancer with ip targets and is switched at once: all 3 of its targets go before one of the 3 new ones is healthy',
      fix: 'make two commits: first widen the selector to both (remove version from it), and wait until the load balancer finds the new targets healthy; then narrow it to the selector of this change',
    },
  ]);
});

it('names no labels that pods of another controller have, too', () => {
  const template = { metadata: { labels: { app: 'web' } } };
  const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'web', { template });
  const [finding] = findingsOf(RULE, [...BOTH, rollout, web(BLUE)], [...BOTH, rollout, web(GREEN)]);
  expect(finding?.fix).toContain('expect the gap: no labels select the pods of both and no others');
});

it('reports a switch to pods that served before, if none of them stays', () => {
  const kept = (recreate: boolean): object[] => [blue(3), green(3, { image: 'web:3', recreate }), web(GREEN)];
  expect(messagesOf(RULE, [...BOTH, web({ app: 'web' })], kept(true))).toHaveLength(1);
  expect(messagesOf(RULE, [...BOTH, web({ app: 'web' })], kept(false))).toEqual([]);
});

const ALB = { 'alb.ingress.kubernetes.io/target-type': 'ip' };
const NODES = { 'alb.ingress.kubernetes.io/target-type': 'instance' };

function gateway(className: string): object[] {
  const rules = [{ backendRefs: [{ name: 'web' }] }];
  return [
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'edge', { parentRefs: [{ name: 'gw' }], rules }),
    object('gateway.networking.k8s.io/v1', 'Gateway', 'gw', { gatewayClassName: className }),
  ];
}

function gatewayClass(name: string, controllerName: string): object {
  return object('gateway.networking.k8s.io/v1', 'GatewayClass', name, { controllerName });
}

function ingressClass(name: string, controller: string): object {
  return object('networking.k8s.io/v1', 'IngressClass', name, { controller });
}

function balancer(annotations: Record<string, string>): object {
  return { type: 'LoadBalancer', annotations };
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';
const NEG = 'cloud.google.com/neg';
const GROUPS = 'a Google load balancer with network endpoint groups';
const OCTAVIA = 'an Octavia load balancer';
const edge = (className: string, annotations = {}): object[] => [
  ingress('edge', 'web', 80, { className, annotations }),
];

it.each<[string, object[], object]>([
  ['an AWS load balancer with ip targets', [], balancer({ [`${AWS}-type`]: 'nlb-ip' })],
  [OCTAVIA, [], balancer({ 'loadbalancer.openstack.org/keep-floatingip': 'true' })],
  [OCTAVIA, [], balancer({ 'service.beta.kubernetes.io/openstack-internal-load-balancer': 'false' })],
  [GROUPS, [], { annotations: { [NEG]: '{"ingress": true}' } }],
  [GROUPS, [], { annotations: { [NEG]: '{"exposed_ports": {"80": {}}}' } }],
  [GROUPS, edge('gce'), {}],
  [GROUPS, edge('gce-internal'), {}],
  ['an ALB with ip targets', edge('alb', ALB), { type: 'NodePort' }],
  ['an ALB with ip targets', edge('alb', NODES), { type: 'NodePort', annotations: ALB }],
  // Node targets need a node port, which a ClusterIP Service doesn't have.
  ['an ALB with ip targets', edge('alb'), {}],
  ['an ALB with ip targets', [...edge('public'), ingressClass('public', 'ingress.k8s.aws/alb')], {}],
  ['an Azure Application Gateway', edge('azure-application-gateway'), {}],
  [
    'an Azure Application Gateway',
    [...edge('public'), ingressClass('public', 'alb.networking.azure.io/alb-controller')],
    {},
  ],
  [
    'the load balancer of a Gateway (gke-l7-global-external-managed)',
    gateway('gke-l7-global-external-managed'),
    { type: 'NodePort' },
  ],
  ['the load balancer of a Gateway (amazon-vpc-lattice)', gateway('amazon-vpc-lattice'), { type: 'NodePort' }],
  ['the load balancer of a Gateway (aws-alb)', gateway('aws-alb'), {}],
  [
    'the load balancer of a Gateway (public)',
    [...gateway('public'), gatewayClass('public', 'gateway.k8s.aws/alb')],
    {},
  ],
])('recognizes %s', (name, routes, options) => {
  const state = (selector: Record<string, string>): object[] => [...BOTH, ...routes, service('web', selector, options)];
  expect(messagesOf(RULE, state(BLUE), state(GREEN))).toEqual([
    `Service shop/web stands behind ${name} and is switched at once: all 3 of its targets go before one of the 3 new ones is healthy`,
  ]);
});

it.each<[string, object[], object]>([
  ['an unknown load balancer', [], balancer({})],
  ['an AWS load balancer with nodes as targets', [], balancer({ [`${AWS}-nlb-target-type`]: 'instance' })],
  ['an annotation of another type of Service', [], { annotations: { [`${AWS}-nlb-target-type`]: 'ip' } }],
  ['an Ingress of nginx', edge('nginx'), {}],
  ['an ALB with nodes as targets', edge('alb'), { type: 'NodePort' }],
  ['an ALB whose Service asks for nodes', edge('alb', ALB), { annotations: NODES }],
  ['a class that is named alb but is not one', [...edge('alb'), ingressClass('alb', 'k8s.io/ingress-nginx')], {}],
  ['an Ingress of Google without groups', edge('gce'), { annotations: { [NEG]: '{"ingress": false}' } }],
  ['an annotation that is no JSON', [], { annotations: { [NEG]: '{"ingress": true' } }],
  ['a Gateway of AWS with nodes as targets', gateway('aws-alb'), { type: 'NodePort' }],
  ['a Gateway of another class', gateway('cilium'), {}],
  [
    'a Gateway whose class is named gke-l7 but is not one',
    [...gateway('gke-l7-mine'), gatewayClass('gke-l7-mine', 'io.cilium/gateway-controller')],
    {},
  ],
])('is silent about %s', (_, routes, options) => {
  const state = (selector: Record<string, string>): object[] => [...BOTH, ...routes, service('web', selector, options)];
  expect(messagesOf(RULE, state(BLUE), state(GREEN))).toEqual([]);
});

describe('the way in two commits', () => {
  const labels = (app: string, track: string): Record<string, string> => ({ app, tier: 'front', track });
  const states = (
    [old, fresh]: [Record<string, string>, Record<string, string>],
    pods: [Record<string, string>, Record<string, string>],
    others: object[] = [],
  ): [object[], object[]] => {
    const both = [
      deployment('old', { replicas: 3, labels: pods[0], image: 'web:1' }),
      deployment('new', { replicas: 3, labels: pods[1], image: 'web:2' }),
      ...others,
    ];
    return [
      [...both, web(old)],
      [...both, web(fresh)],
    ];
  };
  const [LEFT, RIGHT] = [labels('web', 'a'), labels('web', 'b')];
  const beside = (pods: Record<string, string>): object => deployment('worker', { replicas: 1, labels: pods });

  it('starts with the labels that both selectors share', () => {
    const [before, after] = states([LEFT, RIGHT], [LEFT, RIGHT]);
    expect(findingsOf(RULE, before, after)).toMatchObject([
      { fix: expect.stringContaining('first widen the selector to both (remove track from it), and wait') as string },
    ]);
  });

  it('selects by labels of the pods if that would select other pods as well', () => {
    const pick = (track: string): Record<string, string> => ({ app: 'web', track });
    const [before, after] = states([pick('a'), pick('b')], [LEFT, RIGHT], [beside({ app: 'web' })]);
    const fix = 'first widen the selector to app=web,tier=front, which the pods of both carry, and wait';
    expect(findingsOf(RULE, before, after)).toMatchObject([{ fix: expect.stringContaining(fix) as string }]);
    // A Service without labels would select nothing.
    const single = states([{ track: 'a' }, { track: 'b' }], [LEFT, RIGHT]);
    expect(findingsOf(RULE, ...single)).toMatchObject([{ fix: expect.stringContaining(fix) as string }]);
  });

  it('is not promised if no labels select the pods of both and no others', () => {
    const alone = states([{ app: 'a' }, { app: 'b' }], [{ app: 'a' }, { app: 'b' }]);
    const taken = states([LEFT, RIGHT], [LEFT, RIGHT], [beside({ app: 'web', tier: 'front' })]);
    const cron = object('batch/v1', 'Job', 'once', { template: { metadata: { labels: LEFT }, spec: {} } });
    for (const change of [alone, taken]) {
      expect(findingsOf(RULE, ...change)).toMatchObject([
        { fix: expect.stringMatching(/^expect the gap: no labels select the pods of both and no others; /) as string },
      ]);
    }
    const [passing] = findingsOf(RULE, ...states([LEFT, RIGHT], [LEFT, RIGHT], [cron]));
    expect(passing?.fix).toMatch(/^make two commits/);
  });
});

describe('the way without a gap', () => {
  const WIDE = web({ app: 'web' });

  it('has no findings, on the way forward and back', () => {
    const way = [web(BLUE), WIDE, web(GREEN), WIDE, web(BLUE)];
    for (const [index, next] of way.slice(1).entries()) {
      expect(checkRollout([...BOTH, way[index]!], [...BOTH, next]).findings).toEqual([]);
    }
  });

  it('may widen the selector before the new pods are ready, as the old ones go on serving', () => {
    expect(rulesOf([blue(3), web(BLUE)], [...BOTH, WIDE])).toEqual([]);
    expect(rulesOf([blue(3), web(BLUE)], [blue(1), green(3), WIDE])).toContain('capacity-below-floor');
  });

  it('must not narrow the selector to fewer pods than one color had, or to pods that are replaced', () => {
    expect(messagesOf('switch-to-smaller', [blue(9), green(3), WIDE], [blue(9), green(3), web(GREEN)])).toEqual([
      'Service shop/web is switched from 9 to 3 ready endpoints for good',
    ]);
    expect(rulesOf([...BOTH, WIDE], [blue(3), green(3, { image: 'web:3' }), web(GREEN)])).toEqual([
      'template-changed-with-switch',
    ]);
    expect(rulesOf([...BOTH, WIDE], [blue(0), green(3), web(GREEN)])).toEqual(['rollback-lost']);
  });
});
