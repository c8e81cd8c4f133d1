import { expect, it } from 'vitest';
import { BLUE, blue, GREEN, green, httpRoute, ingress, object, service } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

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

it.each<[string, object[], object]>([
  ['network endpoint groups', [], { annotations: { 'cloud.google.com/neg': '{"ingress": true}' } }],
  ['an Ingress of class gce', [ingress('edge', 'web', 80, { className: 'gce' })], {}],
  [
    'an ALB with ip targets',
    [ingress('edge', 'web', 80, { className: 'alb', annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' } })],
    {},
  ],
  [
    'a Gateway of GKE',
    [
      {
        ...httpRoute('edge', { web: 1 }),
        spec: { parentRefs: [{ name: 'gw' }], rules: [{ backendRefs: [{ name: 'web' }] }] },
      },
      object('gateway.networking.k8s.io/v1', 'Gateway', 'gw', { gatewayClassName: 'gke-l7-global-external-managed' }),
    ],
    {},
  ],
])('recognizes %s', (_, routes, options) => {
  const state = (selector: Record<string, string>): object[] => [...BOTH, ...routes, service('web', selector, options)];
  expect(messagesOf(RULE, state(BLUE), state(GREEN))).toHaveLength(1);
});

it('is silent about both commits of the way without a gap, and other load balancers', () => {
  const wide = web({ app: 'web' });
  expect(findingsOf(RULE, [...BOTH, web(BLUE)], [...BOTH, wide])).toEqual([]);
  expect(findingsOf(RULE, [...BOTH, wide], [...BOTH, web(GREEN)])).toEqual([]);
  expect(messagesOf('switch-to-smaller', [...BOTH, wide], [...BOTH, web(GREEN)])).toEqual([]);
  expect(messagesOf(RULE, [...BOTH, service('web', BLUE)], [...BOTH, service('web', GREEN)])).toEqual([]);
  const nginx = ingress('edge', 'web', 80, { className: 'nginx' });
  expect(messagesOf(RULE, [...BOTH, nginx, service('web', BLUE)], [...BOTH, nginx, service('web', GREEN)])).toEqual([]);
});
