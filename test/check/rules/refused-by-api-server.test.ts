import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import { autoscaler, budget, daemonSet, deployment, live, object, service, statefulSet } from '../manifests';
import { findingsOf, messagesOf } from '../messages';
import { yaml } from '../../support/workspace';

const RULE = 'refused-by-api-server';

it('reports a progress deadline that is not more than the time to be ready', () => {
  const web = deployment('web', { spec: { progressDeadlineSeconds: 60, minReadySeconds: 60 } });
  expect(findingsOf(RULE, [], [web])).toMatchObject([
    {
      severity: 'error',
      resource: 'Deployment shop/web',
      message: 'Deployment shop/web is refused: progressDeadlineSeconds is 60, and minReadySeconds is 60',
      fix: 'set progressDeadlineSeconds to more than 60',
    },
  ]);
});

it.each<[string, object, string]>([
  [
    'labels',
    deployment('web', { labels: { app: 'a' }, matchLabels: { app: 'b' } }),
    'Deployment shop/web is refused: its pods do not have the labels of its selector',
  ],
  [
    'a probe without a port',
    deployment('web', { container: { readinessProbe: { httpGet: { path: '/ready' } } } }),
    'Deployment shop/web is refused: the readiness probe of container main has no httpGet.port',
  ],
  [
    'a probe whose port is neither a number nor a name',
    deployment('web', { container: { livenessProbe: { tcpSocket: { port: { value: 'http' } } } } }),
    'Deployment shop/web is refused: tcpSocket.port of the liveness probe of container main is a map',
  ],
  [
    'a probe whose port is true',
    deployment('web', { container: { readinessProbe: { httpGet: { port: true } } } }),
    'Deployment shop/web is refused: httpGet.port of the readiness probe of container main is true',
  ],
  [
    'a probe whose port has no name',
    deployment('web', { container: { startupProbe: { httpGet: { port: '' } } } }),
    'Deployment shop/web is refused: the startup probe of container main has no httpGet.port',
  ],
  [
    'a probe whose port is 0',
    deployment('web', { container: { startupProbe: { tcpSocket: { port: 0 } } } }),
    'Deployment shop/web is refused: the startup probe of container main has no tcpSocket.port',
  ],
  [
    'both bounds at 0',
    deployment('web', { maxSurge: 0, maxUnavailable: '0%' }),
    'Deployment shop/web is refused: maxSurge and maxUnavailable are both 0, so no pod could be replaced',
  ],
  [
    'Recreate with bounds',
    deployment('web', { spec: { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } } }),
    'Deployment shop/web is refused: it states rollingUpdate beside the strategy Recreate',
  ],
  [
    'a headless load balancer',
    service('web', { app: 'web' }, { type: 'LoadBalancer', spec: { clusterIP: 'None' } }),
    'Service shop/web is refused: it is of type LoadBalancer and has clusterIP: None',
  ],
  [
    'a port without a name',
    service('web', { app: 'web' }, { ports: [{ port: 80, name: 'a' }, { port: 81 }] }),
    'Service shop/web is refused: it has 2 ports, and port 81 has no name',
  ],
  [
    'a port twice',
    service(
      'web',
      { app: 'web' },
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 80, name: 'b' },
        ],
      },
    ),
    'Service shop/web is refused: it has port 80/TCP twice',
  ],
  [
    'a port name twice',
    service(
      'web',
      { app: 'web' },
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'a' },
        ],
      },
    ),
    'Service shop/web is refused: two of its ports are called a',
  ],
  [
    'bounds the wrong way round',
    autoscaler('web', 'web', 5, 2),
    'HorizontalPodAutoscaler shop/web is refused: minReplicas is 5, and maxReplicas is 2',
  ],
  [
    'an autoscaler that would scale to 0',
    autoscaler('web', 'web', 0, 2),
    'HorizontalPodAutoscaler shop/web is refused: minReplicas is 0, and none of its metrics can be read without pods',
  ],
  [
    'a Deployment whose pods end',
    deployment('web', { pod: { restartPolicy: 'OnFailure' } }),
    'Deployment shop/web is refused: restartPolicy is OnFailure, but the pods of a Deployment must always restart',
  ],
  [
    'more than all pods',
    deployment('web', { maxUnavailable: '120%' }),
    'Deployment shop/web is refused: maxUnavailable is 120%',
  ],
  [
    'both bounds of a budget',
    budget('web', { app: 'web' }, { minAvailable: 1, maxUnavailable: 1 }),
    'PodDisruptionBudget shop/web is refused: it states minAvailable and maxUnavailable',
  ],
])('reports %s', (_, object, message) => {
  expect(messagesOf(RULE, [], [object])).toEqual([message]);
});

function web(type: string, spec: object = {}, ...ports: object[]): object {
  return service('web', { app: 'web' }, { type, ports: ports.length === 0 ? [{ port: 80 }] : ports, spec });
}

const REFUSED = 'Service shop/web is refused:';

it.each<[string, object, string]>([
  [
    'a nodePort',
    web('ClusterIP', {}, { port: 80, nodePort: 30_080 }),
    'it has nodePort 30080, which only a Service of type NodePort or LoadBalancer may have',
  ],
  [
    'an externalTrafficPolicy',
    web('ClusterIP', { externalTrafficPolicy: 'Local' }),
    'it has externalTrafficPolicy: Local, which only a Service of type NodePort or LoadBalancer or with externalIPs may have',
  ],
  [
    'a healthCheckNodePort',
    web('LoadBalancer', { healthCheckNodePort: 30_081 }),
    'it has healthCheckNodePort 30081, which only a LoadBalancer with externalTrafficPolicy: Local may have',
  ],
  [
    'allocateLoadBalancerNodePorts',
    web('NodePort', { allocateLoadBalancerNodePorts: false }),
    'it has allocateLoadBalancerNodePorts: false, which only a LoadBalancer may have',
  ],
  [
    'a loadBalancerClass',
    web('ClusterIP', { loadBalancerClass: 'a/b' }),
    'it has loadBalancerClass: a/b, which only a LoadBalancer may have',
  ],
  [
    'loadBalancerSourceRanges',
    web('NodePort', { loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    'it has loadBalancerSourceRanges, which only a LoadBalancer may have',
  ],
  [
    'an address of a host',
    web('ExternalName', { externalName: 'example.com', clusterIP: '10.0.0.1' }),
    'it is of type ExternalName and has clusterIP: 10.0.0.1',
  ],
  [
    'families of a host',
    web('ExternalName', { externalName: 'example.com', ipFamilies: ['IPv4'] }),
    'it is of type ExternalName and has ipFamilies: IPv4',
  ],
  ['no host', web('ExternalName'), 'it is of type ExternalName and has no externalName'],
  [
    'a nodePort twice',
    web('NodePort', {}, { port: 80, name: 'a', nodePort: 30_080 }, { port: 81, name: 'b', nodePort: 30_080 }),
    'two of its ports have nodePort 30080',
  ],
  [
    'an affinity without end',
    web('ClusterIP', {
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } },
    }),
    'timeoutSeconds of its session affinity is 86401',
  ],
  [
    'addresses that differ',
    web('ClusterIP', { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.2'] }),
    'clusterIPs begins with 10.0.0.2, and clusterIP is 10.0.0.1',
  ],
  [
    'addresses alone',
    web('ClusterIP', { clusterIPs: ['None'] }),
    'clusterIPs begins with None, and clusterIP is left out',
  ],
  ['a family twice', web('ClusterIP', { ipFamilies: ['IPv4', 'IPv4'] }), 'ipFamilies has IPv4 twice'],
  ['an unknown type', web('Internal'), 'type is Internal'],
  ['an unknown policy', web('ClusterIP', { internalTrafficPolicy: 'Node' }), 'internalTrafficPolicy is Node'],
])('reports a Service with %s', (_, object, what) => {
  expect(messagesOf(RULE, [], [object])).toEqual([`${REFUSED} ${what}`]);
});

it.each<[string, object, string]>([
  [
    'a Deployment with an empty selector',
    deployment('web', { spec: { selector: {} } }),
    'Deployment shop/web is refused: its selector is empty',
  ],
  [
    'a StatefulSet whose pods end',
    statefulSet('db', { pod: { activeDeadlineSeconds: 60 } }),
    'StatefulSet shop/db is refused: activeDeadlineSeconds is 60, but the pods of a StatefulSet must keep running',
  ],
  [
    'a DaemonSet whose pods end',
    daemonSet('agent', { pod: { restartPolicy: 'Never' } }),
    'DaemonSet shop/agent is refused: restartPolicy is Never, but the pods of a DaemonSet must always restart',
  ],
  [
    'bounds beside OnDelete',
    statefulSet('db', { strategy: { type: 'OnDelete', rollingUpdate: { partition: 0 } } }),
    'StatefulSet shop/db is refused: it states rollingUpdate beside the strategy OnDelete',
  ],
  [
    'a StatefulSet that may miss no pod',
    statefulSet('db', { strategy: { rollingUpdate: { maxUnavailable: 0 } } }),
    'StatefulSet shop/db is refused: maxUnavailable is 0, so no pod could be replaced (Kubernetes before 1.35 ignores the field)',
  ],
  [
    'a StatefulSet that may miss more than all',
    statefulSet('db', { strategy: { rollingUpdate: { maxUnavailable: '101%' } } }),
    'StatefulSet shop/db is refused: maxUnavailable is 101%',
  ],
  [
    'a DaemonSet that surges by more than all',
    daemonSet('agent', { strategy: { rollingUpdate: { maxSurge: '150%', maxUnavailable: 0 } } }),
    'DaemonSet shop/agent is refused: maxSurge is 150%',
  ],
  [
    'Recreate beside empty bounds',
    deployment('web', { spec: { strategy: { type: 'Recreate', rollingUpdate: {} } } }),
    'Deployment shop/web is refused: it states rollingUpdate beside the strategy Recreate',
  ],
  [
    'an autoscaler without a target',
    scaled({ scaleTargetRef: { kind: 'Deployment' } }),
    'HorizontalPodAutoscaler shop/web is refused: scaleTargetRef has no name',
  ],
  [
    'an autoscaler that waits too long',
    scaled({ behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } } }),
    'HorizontalPodAutoscaler shop/web is refused: stabilizationWindowSeconds is 3601',
  ],
  [
    'an autoscaler that aims at nothing',
    scaled({ targetCPUUtilizationPercentage: 0 }),
    'HorizontalPodAutoscaler shop/web is refused: a target utilization is 0%',
  ],
  [
    'a budget of more than all pods',
    budget('web', { app: 'web' }, { minAvailable: '101%' }),
    'PodDisruptionBudget shop/web is refused: minAvailable is 101%',
  ],
])('reports %s', (_, object, message) => {
  expect(messagesOf(RULE, [], [object])).toEqual([message]);
});

function scaled(spec: object): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', { scaleTargetRef, maxReplicas: 3, ...spec });
}

function bare(spec: object = {}): object {
  return service('web', { app: 'web' }, { ports: [], spec });
}

it('reports a Service that loses its last port', () => {
  expect(messagesOf(RULE, [web('ClusterIP')], [bare()])).toEqual([`${REFUSED} it has no ports any more`]);
  expect(messagesOf(RULE, [web('ClusterIP', { clusterIP: 'None' })], [bare({ clusterIP: 'None' })])).toEqual([]);
  // The manifest of a Service that runs is incomplete.
  expect(messagesOf(RULE, [bare()], [bare()])).toEqual([]);
});

describe('a new Service without ports', () => {
  it.each([
    ['with a selector', bare()],
    ['without a selector', service('web', undefined, { ports: [] })],
    ['that leaves the field out', service('web', { app: 'web' }, { ports: undefined, spec: { ports: undefined } })],
    ['of type LoadBalancer', bare({ type: 'LoadBalancer' })],
  ])('is reported, %s', (_, web) => {
    expect(findingsOf(RULE, [], [web])).toMatchObject([
      {
        severity: 'error',
        resource: 'Service shop/web',
        message: 'Service shop/web is refused: it has no ports',
        fix: 'add one, or render it first if it is a patch, for example with kustomize build',
      },
    ]);
  });

  it('is accepted if it is headless or an ExternalName', () => {
    expect(messagesOf(RULE, [], [bare({ clusterIP: 'None' })])).toEqual([]);
    expect(messagesOf(RULE, [], [bare({ type: 'ExternalName', externalName: 'db.example.com' })])).toEqual([]);
  });

  it('may be a patch if the manifests had sources of patches before, too', () => {
    const sources = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [base]\n';
    const other = service('api', { app: 'api' });
    const findings = (before: string): unknown => {
      const after = `${yaml(other, bare())}---\n${sources}`;
      return checkRollout(`${yaml(other)}---\n${before}`, after).findings.filter(({ rule }) => rule === RULE);
    };
    expect(findings(sources)).toMatchObject([
      { severity: 'info', message: 'Service shop/web is refused unless it is a patch: it has no ports' },
    ]);
    // A change that adds the source makes its own finding no milder.
    expect(findings('')).toMatchObject([
      { severity: 'error', message: 'Service shop/web is refused: it has no ports' },
    ]);
  });
});

it('points at the field, and names the types that may have it', () => {
  expect(findingsOf(RULE, [], [web('ClusterIP', {}, { port: 80, nodePort: 30_080 })])).toMatchObject([
    { fix: 'remove nodePort, or make it a Service of type NodePort or LoadBalancer' },
  ]);
});

it('warns of fields that belong to the previous type, which only a later apply refuses', () => {
  const BALANCER = { externalTrafficPolicy: 'Local', healthCheckNodePort: 30_081, loadBalancerClass: 'a/b' };
  const port = (nodePort: number): object => ({ port: 80, nodePort });
  const allocates = { ...BALANCER, allocateLoadBalancerNodePorts: true };
  const before = web('LoadBalancer', allocates, port(30_080));
  const LATER = 'Service shop/web is refused the next time it is applied:';
  const kept = findingsOf(RULE, [before], [web('ClusterIP', allocates, port(30_080))]);
  expect(kept.map(({ severity }) => severity)).toEqual(Array(5).fill('warning'));
  expect(kept.map(({ message }) => message)).toEqual([
    `${LATER} it has nodePort 30080, which only a Service of type NodePort or LoadBalancer may have`,
    `${LATER} it has externalTrafficPolicy: Local, which only a Service of type NodePort or LoadBalancer or with externalIPs may have`,
    `${LATER} it has healthCheckNodePort 30081, which only a LoadBalancer with externalTrafficPolicy: Local may have`,
    `${LATER} it has allocateLoadBalancerNodePorts: true, which only a LoadBalancer may have`,
    `${LATER} it has loadBalancerClass: a/b, which only a LoadBalancer may have`,
  ]);
  expect(messagesOf(RULE, [before], [web('ClusterIP')])).toEqual([]);
  expect(messagesOf(RULE, [before], [web('ClusterIP', {}, port(30_082))])).toEqual([
    `${REFUSED} it has nodePort 30082, which only a Service of type NodePort or LoadBalancer may have`,
  ]);
  const severitiesOf = (from: object, to: object): string[] =>
    findingsOf(RULE, [from], [to]).map(({ severity }) => severity);
  expect(severitiesOf(before, web('ClusterIP', { loadBalancerClass: 'c/d' }))).toEqual(['error']);
  expect(severitiesOf(before, web('ClusterIP', { allocateLoadBalancerNodePorts: false }))).toEqual(['error']);
  // The default is true.
  const filledIn = web('ClusterIP', { allocateLoadBalancerNodePorts: true });
  expect(severitiesOf(web('LoadBalancer'), filledIn)).toEqual(['warning']);
  const host = { externalName: 'example.com' };
  const address = { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ipFamilies: ['IPv4'] };
  expect(severitiesOf(web('ClusterIP', address), web('ExternalName', { ...host, ...address }))).toEqual([
    'warning',
    'warning',
  ]);
  const moved = web('ExternalName', { ...host, clusterIP: '10.0.0.2' });
  expect(severitiesOf(web('ClusterIP', address), moved)).toEqual(['error']);
  // The API server never removes source ranges on its own.
  const ranges = { loadBalancerSourceRanges: ['10.0.0.0/8'] };
  expect(severitiesOf(web('LoadBalancer', ranges), web('ClusterIP', ranges))).toEqual(['error']);
  // If an update leaves out the address, the Service keeps it.
  const running = live(web('ClusterIP', address));
  expect(messagesOf(RULE, [running], [web('ClusterIP', { clusterIPs: ['10.0.0.1'] })])).toEqual([]);
});

it('is silent about valid fields', () => {
  const ports = [
    { port: 53, name: 'dns', protocol: 'UDP' },
    { port: 53, name: 'dns-tcp' },
  ];
  const valid = [
    deployment('web', { maxSurge: 1, maxUnavailable: 0, spec: { minReadySeconds: 599 } }),
    deployment('db', { recreate: true }),
    service('web', { app: 'web' }, { ports }),
    service('db', { app: 'db' }, { ports: [{ port: 80 }], spec: { clusterIP: 'None' } }),
    autoscaler('web', 'web', undefined, 1),
    scaled({ targetCPUUtilizationPercentage: 1, behavior: { scaleUp: { stabilizationWindowSeconds: 3600 } } }),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'queue', {
      scaleTargetRef: { kind: 'Deployment', name: 'db' },
      minReplicas: 0,
      maxReplicas: 2,
      metrics: [{ type: 'External', external: {} }],
    }),
    deployment('all', { maxUnavailable: '100%', maxSurge: '200%', pod: { restartPolicy: 'Always' } }),
    budget('web', { app: 'web' }, { maxUnavailable: 1 }),
    budget('all', { app: 'all' }, { minAvailable: '100%' }),
    service('even', { app: 'web' }, { spec: { sessionAffinityConfig: { clientIP: { timeoutSeconds: 99_999 } } } }),
    service('ip', { app: 'web' }, { spec: { externalIPs: ['192.0.2.1'], externalTrafficPolicy: 'Local' } }),
    service(
      'affine',
      { app: 'web' },
      {
        spec: {
          sessionAffinity: 'ClientIP',
          sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } },
          trafficDistribution: 'PreferSameNode',
        },
      },
    ),
    service(
      'edge',
      { app: 'web' },
      {
        type: 'LoadBalancer',
        ports: [
          { port: 53, name: 'a', protocol: 'UDP', nodePort: 30_053 },
          { port: 53, name: 'b', nodePort: 30_053 },
        ],
        spec: {
          externalTrafficPolicy: 'Local',
          healthCheckNodePort: 30_081,
          allocateLoadBalancerNodePorts: false,
          loadBalancerClass: 'a/b',
          loadBalancerSourceRanges: ['10.0.0.0/8'],
          clusterIP: '10.0.0.1',
          clusterIPs: ['10.0.0.1', 'fd00::1'],
          ipFamilies: ['IPv4', 'IPv6'],
          ipFamilyPolicy: 'RequireDualStack',
        },
      },
    ),
    service('host', undefined, { type: 'ExternalName', spec: { externalName: 'example.com' } }),
    statefulSet('set', { strategy: { type: 'OnDelete' } }),
    statefulSet('rolling', { strategy: { rollingUpdate: { maxUnavailable: '100%', partition: 1 } } }),
    daemonSet('agent', { strategy: { rollingUpdate: { maxUnavailable: '100%' } } }),
  ];
  expect(messagesOf(RULE, [], valid)).toEqual([]);
});
