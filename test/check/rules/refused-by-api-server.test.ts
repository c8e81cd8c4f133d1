import { expect, it } from 'vitest';
import { autoscaler, budget, deployment, object, service } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

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

it('is silent about what is valid', () => {
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
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'queue', {
      scaleTargetRef: { kind: 'Deployment', name: 'db' },
      minReplicas: 0,
      maxReplicas: 2,
      metrics: [{ type: 'External', external: {} }],
    }),
    deployment('all', { maxUnavailable: '100%', maxSurge: '200%', pod: { restartPolicy: 'Always' } }),
    budget('web', { app: 'web' }, { maxUnavailable: 1 }),
  ];
  expect(messagesOf(RULE, [], valid)).toEqual([]);
});
