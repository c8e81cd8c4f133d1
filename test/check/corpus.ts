import { stringify } from 'yaml';
import {
  autoscaler,
  BLUE,
  blue,
  budget,
  daemonSet,
  deployment,
  GREEN,
  green,
  httpRoute,
  ingress,
  live,
  object,
  readyStatus,
  service,
  statefulSet,
  v1,
  v2,
  WEB,
} from './manifests';

/** A change that breaks serving, falsifies the shares or is refused, and a harmless twin. */
export interface CorpusCase {
  /** The change in a few words. */
  readonly name: string;
  readonly before: object[];
  readonly after: object[];
  /** The rule that has to report it, and the numbers that its message has to contain. */
  readonly finds: readonly [rule: string, numbers: string];
  /** The new state of a similar change that does no harm, and has no relevant finding. */
  readonly quiet: object[];
  /** The state before the twin. @default - `before` */
  readonly quietFrom?: object[];
}

const BOTH = [blue(3), green(3)];
const ON_BLUE = service('web', BLUE);
const ON_GREEN = service('web', GREEN);
const V1_ONLY = service('web-v1', { version: 'v1' });
const V2_ONLY = service('web-v2', { version: 'v2' });
const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

function web(options: Parameters<typeof deployment>[1] = {}): object {
  return deployment('web', { replicas: 3, ...options });
}

function ports(...list: object[]): object {
  return service('web', { app: 'web' }, { ports: list });
}

function typed(type: string, spec: object = {}): object {
  return service('web', { app: 'web' }, { type, ports: [{ port: 80 }], spec });
}

function weighted(stable: number, canary: number, pods: [number, number] = [9, 1]): object[] {
  return [v1(pods[0]), V1_ONLY, v2(pods[1]), V2_ONLY, httpRoute('edge', { 'web-v1': stable, 'web-v2': canary })];
}

function canaryIngress(weight: number, pods = 1): object[] {
  const annotations = {
    'nginx.ingress.kubernetes.io/canary': 'true',
    'nginx.ingress.kubernetes.io/canary-weight': String(weight),
  };
  return [
    v1(9),
    V1_ONLY,
    v2(pods),
    V2_ONLY,
    ingress('edge', 'web-v1'),
    ingress('canary', 'web-v2', 80, { annotations }),
  ];
}

function policy(name: string, matchLabels: object, rules: object[]): object {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, { podSelector: { matchLabels }, ingress: rules });
}

const CLIENTS = { from: [{ podSelector: { matchLabels: { role: 'client' } } }] };
const MOUNT = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };

function claim(mode: string): object {
  return object('v1', 'PersistentVolumeClaim', 'data', { accessModes: [mode] });
}

function scaler(target: string, averageUtilization: number): object {
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', target, {
    scaleTargetRef: { kind: 'Deployment', name: target },
    minReplicas: 2,
    maxReplicas: 8,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
  });
}

const NEG = { annotations: { 'cloud.google.com/neg': '{"ingress": true}' } };
const IP_TARGETS = { 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip' };
const APART = { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'kubernetes.io/hostname' };

function apart(more: object = {}): object {
  return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...APART, ...more }] } } };
}

function sleeping(seconds: number): object {
  return web({ container: { lifecycle: { preStop: { sleep: { seconds } } } } });
}

function probed(port: number | string, containerPort = 8080): object {
  return web({ ports: [{ name: 'http', containerPort }], container: { readinessProbe: { httpGet: { port } } } });
}

function nodePorts(...numbers: number[]): object {
  const list = numbers.map((nodePort, index) => ({ name: `p${index}`, port: 80 + index, nodePort }));
  return service('web', { app: 'web' }, { type: 'NodePort', ports: list });
}

function labeledClaim(chart: string, spec: object = {}): object {
  const volumeClaimTemplates = [{ metadata: { name: 'data', labels: { 'helm.sh/chart': chart } } }];
  return statefulSet('db', { spec: { volumeClaimTemplates, ...spec } });
}

function memory(limit: string): { readonly container: object } {
  return { container: { resources: { limits: { memory: limit } } } };
}

function toGrpc(one: object): object {
  return 'kind' in one && one.kind === 'HTTPRoute' ? { ...one, kind: 'GRPCRoute' } : one;
}

const PREVIEW = { annotations: { 'cdk8s-rollouts/role': 'preview' } };
const HINTS = { annotations: { 'service.kubernetes.io/topology-aware-hints': 'Auto' } };
const CROSS_ZONE = {
  type: 'LoadBalancer',
  ports: [{ port: 80 }],
  annotations: {
    'service.beta.kubernetes.io/aws-load-balancer-attributes': 'load_balancing.cross_zone.enabled=true',
  },
};
const CRON_JOB = object('batch/v1', 'CronJob', 'nightly', {
  jobTemplate: { spec: { template: { metadata: { labels: { app: 'web' } } } } },
});
const ONE_CPU = { container: { resources: { requests: { cpu: '1' } } } };
const MISSING_ALL = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } };
const BARE_POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'once', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'main' }] },
};

/** Returns two versions with an autoscaler each; `tolerance` is that of the second one. */
function scaled(tolerance?: number): object[] {
  const spec = { replicas: undefined };
  const behavior = tolerance === undefined ? {} : { behavior: { scaleUp: { tolerance } } };
  const second = scaler('web-v2', 60) as { spec: object };
  return [
    v1(2, { spec }),
    v2(2, { spec }),
    WEB,
    scaler('web-v1', 60),
    { ...second, spec: { ...second.spec, ...behavior } },
  ];
}

/**
 * Each class of change in two forms. The manifests are our own; the classes come from histories of public repositories.
 */
export const CORPUS: CorpusCase[] = [
  // Replicas, as in the model.
  {
    name: 'replicas are left out',
    before: [web({ replicas: 5 }), WEB],
    after: [web({ replicas: undefined }), WEB],
    finds: ['capacity-below-floor', 'from 5 to 1 ready endpoint'],
    quiet: [web({ replicas: 5, annotations: { note: 'a' } }), WEB],
  },
  {
    name: 'an autoscaler takes over stated replicas',
    before: [web({ replicas: 5 }), WEB],
    after: [web({ replicas: undefined }), WEB, autoscaler('web', 'web', 3, 10)],
    finds: ['capacity-below-floor', 'from 5 to 1 ready endpoint'],
    quietFrom: [web({ replicas: undefined }), WEB, autoscaler('web', 'web', 3, 10)],
    quiet: [web({ replicas: undefined }), WEB, autoscaler('web', 'web', 3, 12)],
  },
  {
    name: 'replicas at 0 are left out',
    before: [v1(4), v2(0), WEB],
    after: [v1(4), v2(0, { spec: { replicas: undefined } }), WEB],
    finds: ['replicas-removed', 'rises from 0 to 1 pod'],
    quiet: [v1(4), v2(0, { annotations: { note: 'a' } }), WEB],
  },
  {
    name: 'a selector is changed by force',
    before: [web(), WEB],
    after: [web({ labels: { app: 'web', tier: 'front' } }), WEB],
    finds: ['immutable-selector', 'app=web to app=web,tier=front'],
    quiet: [web({ labels: { app: 'web', tier: 'front' }, matchLabels: { app: 'web' } }), WEB],
  },
  {
    name: 'the selector of a StatefulSet is changed by force',
    before: [statefulSet('web', { replicas: 2 }), WEB],
    after: [statefulSet('web', { replicas: 2, labels: { app: 'web', tier: 'front' } }), WEB],
    finds: ['immutable-selector', 'app=web to app=web,tier=front'],
    quiet: [statefulSet('web', { replicas: 3 }), WEB],
  },
  {
    name: 'Recreate comes with an update',
    before: [web(), WEB],
    after: [web({ recreate: true, image: 'web:2' }), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quietFrom: [web({ recreate: true, container: { resources: { limits: { cpu: '1000m' } } } }), WEB],
    quiet: [web({ recreate: true, container: { resources: { limits: { cpu: '1' } } } }), WEB],
  },
  {
    name: 'Recreate stays',
    before: [web({ recreate: true }), WEB],
    after: [web({ recreate: true, image: 'web:2' }), WEB],
    finds: ['strategy-gap', 'from 3 to 0 ready endpoints'],
    quietFrom: [web(), WEB],
    quiet: [web({ image: 'web:2' }), WEB],
  },
  {
    name: 'the only pod may be missing',
    before: [web({ replicas: 1, maxUnavailable: 1 }), WEB],
    after: [web({ replicas: 1, maxUnavailable: 1, image: 'web:2' }), WEB],
    finds: ['strategy-gap', 'from 1 to 0 ready endpoints'],
    quietFrom: [web({ replicas: 1 }), WEB],
    quiet: [web({ replicas: 1, image: 'web:2' }), WEB],
  },
  {
    name: 'Recreate replaces a second container',
    before: [web({ recreate: true }), WEB],
    after: [web({ recreate: true, pod: { initContainers: [{ name: 'init', image: 'init:1' }] } }), WEB],
    finds: ['strategy-gap', 'from 3 to 0 ready endpoints'],
    quietFrom: [web({ recreate: true, ports: [{ containerPort: 80 }], ...memory('1024Mi') }), WEB],
    quiet: [web({ recreate: true, ports: [{ containerPort: 80, protocol: 'TCP' }], ...memory('1Gi') }), WEB],
  },
  {
    name: 'a Service is switched to a Deployment that is created paused',
    before: [blue(3), ON_BLUE],
    after: [blue(3), green(3, { paused: true }), ON_GREEN],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints and stays there'],
    quietFrom: [...BOTH, ON_BLUE],
    quiet: [blue(3), green(3, { paused: true }), ON_GREEN],
  },
  {
    name: 'a paused Deployment is resumed with Recreate',
    before: [web({ paused: true }), WEB],
    after: [web({ recreate: true }), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [web(), WEB],
  },
  // Gone or moved.
  {
    name: 'a Service is removed',
    before: [web(), WEB],
    after: [web()],
    finds: ['service-removed', '3 ready endpoints'],
    quiet: [web(), WEB],
  },
  {
    name: 'a Service is renamed',
    before: [web(), WEB],
    after: [web(), service('shop', { app: 'web' })],
    finds: ['service-removed', 'renamed to shop'],
    quiet: [web(), WEB, service('shop', { app: 'web' })],
  },
  {
    name: 'an app moves to another namespace',
    before: [web(), WEB],
    after: [web({ namespace: 'new' }), service('web', { app: 'web' }, { namespace: 'new' })],
    finds: ['service-removed', 'moves to namespace new'],
    quiet: [web(), WEB, web({ namespace: 'new' }), service('web', { app: 'web' }, { namespace: 'new' })],
  },
  {
    name: 'a chart is deleted',
    before: [web(), WEB, v1(1, { namespace: 'other' })],
    after: [v1(1, { namespace: 'other' })],
    finds: ['service-removed', '3 ready endpoints'],
    quietFrom: [web({ replicas: 0 }), WEB],
    quiet: [],
  },
  {
    name: 'a namespace is removed',
    before: [SHOP, web(), WEB],
    after: [],
    finds: ['namespace-removed', '1 Service with 3 ready endpoints'],
    quiet: [SHOP, web(), WEB],
  },
  {
    name: 'a namespace is removed under an app',
    before: [SHOP, web(), WEB],
    after: [web(), WEB],
    finds: ['namespace-removed', '2 objects of the new state'],
    quietFrom: [web(), WEB],
    quiet: [SHOP, web(), WEB],
  },
  {
    name: 'a LoadBalancer turns into a ClusterIP',
    before: [web(), typed('LoadBalancer')],
    after: [web(), typed('ClusterIP')],
    finds: ['service-narrowed', 'LoadBalancer to ClusterIP'],
    quietFrom: [web(), typed('ClusterIP')],
    quiet: [web(), typed('LoadBalancer')],
  },
  {
    name: 'a NodePort closes',
    before: [web(), typed('NodePort')],
    after: [web(), typed('ClusterIP')],
    finds: ['service-narrowed', 'NodePort to ClusterIP'],
    quiet: [web(), typed('LoadBalancer')],
  },
  {
    name: 'an Ingress is removed',
    before: [web(), WEB, ingress('edge', 'web')],
    after: [web(), WEB],
    finds: ['route-removed', '3 ready endpoints'],
    quiet: [web(), WEB, ingress('new', 'web')],
  },
  {
    name: 'an HTTPRoute is removed',
    before: [web(), WEB, httpRoute('edge', { web: 1 })],
    after: [web(), WEB],
    finds: ['route-removed', '3 ready endpoints'],
    quiet: [web(), WEB, httpRoute('new', { web: 1 })],
  },
  {
    name: 'an Ingress is pointed to a new Deployment',
    before: [v1(3), V1_ONLY, ingress('edge', 'web-v1')],
    after: [v1(3), V1_ONLY, v2(3), V2_ONLY, ingress('edge', 'web-v2')],
    finds: ['route-to-unready', '0 ready endpoints until its 3 pods'],
    quietFrom: [v1(3), V1_ONLY, v2(3), V2_ONLY, ingress('edge', 'web-v1')],
    quiet: [v1(3), V1_ONLY, v2(3), V2_ONLY, ingress('edge', 'web-v2')],
  },
  {
    name: 'a route gives weight to a Service at 0',
    before: weighted(100, 0, [9, 0]),
    after: weighted(90, 10, [9, 0]),
    finds: ['route-to-unready', '0 ready endpoints and stays at 0'],
    quietFrom: weighted(100, 0),
    quiet: weighted(90, 10),
  },
  {
    name: 'a Service goes that an Ingress needs',
    before: [web(), WEB, ingress('edge', 'web')],
    after: [web(), ingress('edge', 'web')],
    finds: ['missing-dependency', 'Service shop/web is removed'],
    quiet: [web(), WEB, ingress('edge', 'web')],
  },
  {
    name: 'a Service goes that an HTTPRoute needs',
    before: weighted(90, 10),
    after: weighted(90, 10).filter((one) => one !== V2_ONLY),
    finds: ['missing-dependency', 'Service shop/web-v2 is removed, but HTTPRoute shop/edge'],
    quiet: [...weighted(90, 10).slice(0, 4), httpRoute('edge', { 'web-v1': 1 })],
  },
  {
    name: 'an Ingress names a port that goes',
    before: [web(), ports({ name: 'a', port: 80 }, { name: 'b', port: 81 }), ingress('edge', 'web', 81)],
    after: [web(), ports({ name: 'a', port: 80 }), ingress('edge', 'web', 81)],
    finds: ['service-port-removed', 'port 81 (b), and Ingress shop/edge still sends to it'],
    quiet: [web(), ports({ name: 'a', port: 80 }, { name: 'b', port: 81 }), ingress('edge', 'web', 80)],
  },
  {
    name: 'an HTTPRoute names a port that is not there',
    before: [web(), ports({ port: 80 }), httpRoute('edge', { web: 1 })],
    after: [web(), ports({ port: 80 }), httpRoute('edge', { web: 1 }, 8080)],
    finds: ['route-port-missing', 'port 8080'],
    quiet: [web(), ports({ port: 80 }), httpRoute('edge', { web: 1 })],
  },
  // Ports.
  {
    name: 'the port of a Service changes',
    before: [web(), ports({ port: 80 })],
    after: [web(), ports({ port: 8080, targetPort: 80 })],
    finds: ['service-port-removed', 'port 80'],
    quiet: [web(), ports({ port: 80, name: 'a' }, { port: 8080, targetPort: 80, name: 'b' })],
  },
  {
    name: 'the protocol of a port changes',
    before: [web(), ports({ port: 53 })],
    after: [web(), ports({ port: 53, protocol: 'UDP' })],
    finds: ['service-port-removed', 'port 53'],
    quiet: [web(), ports({ port: 53, protocol: 'TCP' })],
  },
  {
    name: 'targetPort and containerPort move together',
    before: [web({ ports: [{ containerPort: 8080 }] }), ports({ port: 80, targetPort: 8080 })],
    after: [web({ ports: [{ containerPort: 9090 }] }), ports({ port: 80, targetPort: 9090 })],
    finds: ['ports-move-with-pods', '0 of 3 ready endpoints'],
    quietFrom: [web({ ports: [{ containerPort: 8080, name: 'http' }] }), ports({ port: 80, targetPort: 'http' })],
    quiet: [web({ ports: [{ containerPort: 9090, name: 'http' }] }), ports({ port: 80, targetPort: 'http' })],
  },
  {
    name: 'the pods alone move to another port',
    before: [web({ ports: [{ containerPort: 8080 }] }), ports({ port: 80, targetPort: 8080 })],
    after: [web({ ports: [{ containerPort: 9090 }] }), ports({ port: 80, targetPort: 8080 })],
    finds: ['ports-move-with-pods', 'sends to 8080 as before, which no container of Deployment shop/web has: 0 of 3'],
    quiet: [web({ ports: [{ containerPort: 8080 }, { containerPort: 9090 }] }), ports({ port: 80, targetPort: 8080 })],
  },
  {
    name: 'a named port moves over a single pod',
    before: [
      web({ replicas: 1, ports: [{ containerPort: 80, name: 'http' }] }),
      ports({ port: 80, targetPort: 'http' }),
    ],
    after: [web({ replicas: 1, ports: [{ containerPort: 81, name: 'web' }] }), ports({ port: 80, targetPort: 'web' })],
    finds: ['ports-move-with-pods', '0 of 1 ready endpoint'],
    quiet: [
      web({ replicas: 1, ports: [{ containerPort: 81, name: 'http' }] }),
      ports({ port: 80, targetPort: 'http' }),
    ],
  },
  {
    name: 'a named port moves',
    before: [web({ ports: [{ containerPort: 80, name: 'http' }] }), ports({ port: 80, targetPort: 'http' })],
    after: [web({ ports: [{ containerPort: 80, name: 'web' }] }), ports({ port: 80, targetPort: 'web' })],
    finds: ['ports-move-with-pods', '0 of 3 ready endpoints'],
    quiet: [
      web({
        ports: [
          { containerPort: 80, name: 'http' },
          { containerPort: 81, name: 'web' },
        ],
      }),
      ports({ port: 80, targetPort: 'http' }),
    ],
  },
  {
    name: 'the name of a container port goes',
    before: [web({ ports: [{ containerPort: 80, name: 'http' }] }), ports({ port: 80, targetPort: 'http' })],
    after: [web({ ports: [{ containerPort: 80, name: 'web' }] }), ports({ port: 80, targetPort: 'http' })],
    finds: ['ports-move-with-pods', '0 of 3 ready endpoints'],
    quiet: [web({ ports: [{ containerPort: 81, name: 'http' }] }), ports({ port: 80, targetPort: 'http' })],
  },
  {
    name: 'a Service sends to a name that no container has',
    before: [],
    after: [web({ ports: [{ containerPort: 80, name: 'http' }] }), ports({ port: 80, targetPort: 'htpp' })],
    finds: ['target-port-missing', 'port htpp'],
    quiet: [web({ ports: [{ containerPort: 80, name: 'http' }] }), ports({ port: 80, targetPort: 'http' })],
  },
  // What the API server refuses.
  {
    name: 'a Service turns headless',
    before: [web(), typed('ClusterIP')],
    after: [web(), typed('ClusterIP', { clusterIP: 'None' })],
    finds: ['immutable-field', 'to None'],
    quiet: [web(), typed('ClusterIP', { clusterIP: '10.0.0.1' })],
  },
  {
    name: 'a Service gets another address',
    before: [web(), typed('ClusterIP', { clusterIP: '10.0.0.1' })],
    after: [web(), typed('ClusterIP', { clusterIP: '10.0.0.2' })],
    finds: ['immutable-field', 'from 10.0.0.1 to 10.0.0.2'],
    quiet: [web(), typed('ClusterIP')],
  },
  {
    name: 'the family of an address changes',
    before: [web(), typed('ClusterIP', { ipFamilies: ['IPv4'] })],
    after: [web(), typed('ClusterIP', { ipFamilies: ['IPv6'] })],
    finds: ['immutable-field', 'from IPv4 to IPv6'],
    quiet: [web(), typed('ClusterIP', { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'PreferDualStack' })],
  },
  {
    name: 'the port for health checks changes',
    before: [web(), typed('LoadBalancer', { externalTrafficPolicy: 'Local', healthCheckNodePort: 30_001 })],
    after: [web(), typed('LoadBalancer', { externalTrafficPolicy: 'Local', healthCheckNodePort: 30_002 })],
    finds: ['immutable-field', 'from 30001 to 30002'],
    quiet: [web(), typed('LoadBalancer', { externalTrafficPolicy: 'Local' })],
  },
  {
    name: 'a ClusterIP gets a port of the nodes',
    before: [web(), typed('ClusterIP')],
    after: [web(), ports({ port: 80, nodePort: 30_080 })],
    finds: ['refused-by-api-server', 'it has nodePort 30080'],
    quiet: [web(), service('web', { app: 'web' }, { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] })],
  },
  {
    name: 'a NodePort turns into a ClusterIP with another port of the nodes',
    before: [
      web(),
      service('web', { app: 'web' }, { ...PREVIEW, type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }),
    ],
    after: [web(), service('web', { app: 'web' }, { ...PREVIEW, ports: [{ port: 80, nodePort: 30_081 }] })],
    finds: ['refused-by-api-server', 'it has nodePort 30081'],
    quiet: [web(), service('web', { app: 'web' }, { ...PREVIEW, ports: [{ port: 80 }] })],
  },
  {
    name: 'a NodePort turns into a ClusterIP and keeps its port of the nodes',
    before: [
      web(),
      service('web', { app: 'web' }, { ...PREVIEW, type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }),
    ],
    after: [web(), service('web', { app: 'web' }, { ...PREVIEW, ports: [{ port: 80, nodePort: 30_080 }] })],
    finds: ['refused-by-api-server', 'the next time it is applied: it has nodePort 30080'],
    quiet: [
      web(),
      service('web', { app: 'web' }, { ...PREVIEW, type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30_080 }] }),
    ],
  },
  {
    name: 'a ClusterIP states a policy for outside traffic',
    before: [web(), typed('ClusterIP')],
    after: [web(), typed('ClusterIP', { externalTrafficPolicy: 'Cluster' })],
    finds: ['refused-by-api-server', 'externalTrafficPolicy: Cluster'],
    quiet: [web(), typed('ClusterIP', { externalTrafficPolicy: 'Cluster', externalIPs: ['192.0.2.1'] })],
  },
  {
    name: 'a NodePort states a port for health checks',
    before: [web(), typed('NodePort')],
    after: [web(), typed('NodePort', { healthCheckNodePort: 30_001 })],
    finds: ['refused-by-api-server', 'healthCheckNodePort 30001'],
    quietFrom: [web(), typed('LoadBalancer')],
    quiet: [web(), typed('LoadBalancer', { externalTrafficPolicy: 'Local', healthCheckNodePort: 30_001 })],
  },
  {
    name: 'a NodePort states the class of a load balancer',
    before: [web(), typed('NodePort')],
    after: [web(), typed('NodePort', { loadBalancerClass: 'a' })],
    finds: ['refused-by-api-server', 'loadBalancerClass: a'],
    quiet: [web(), typed('LoadBalancer', { loadBalancerClass: 'a' })],
  },
  {
    name: 'two ports have one port of the nodes',
    before: [web(), typed('NodePort')],
    after: [web(), nodePorts(30_080, 30_080)],
    finds: ['refused-by-api-server', 'nodePort 30080'],
    quiet: [web(), nodePorts(30_080, 30_081)],
  },
  {
    name: 'the class of a load balancer changes',
    before: [web(), typed('LoadBalancer', { loadBalancerClass: 'a' })],
    after: [web(), typed('LoadBalancer', { loadBalancerClass: 'b' })],
    finds: ['immutable-field', 'from a to b'],
    quiet: [web(), typed('LoadBalancer', { loadBalancerClass: 'a' })],
  },
  {
    name: 'claims of a StatefulSet change',
    before: [statefulSet('db', { spec: { serviceName: 'a' } })],
    after: [statefulSet('db', { spec: { serviceName: 'b' } })],
    finds: ['immutable-field', 'serviceName'],
    quiet: [statefulSet('db', { spec: { serviceName: 'a', minReadySeconds: 3 } })],
  },
  {
    name: 'the labels of a claim of a StatefulSet change',
    before: [labeledClaim('db-1')],
    after: [labeledClaim('db-2')],
    finds: ['immutable-field', 'volumeClaimTemplates'],
    quiet: [labeledClaim('db-1', { replicas: 2, minReadySeconds: 3 })],
  },
  {
    name: 'a StatefulSet keeps its bounds beside OnDelete',
    before: [statefulSet('db', { strategy: { rollingUpdate: { partition: 0 } } })],
    after: [statefulSet('db', { strategy: { type: 'OnDelete', rollingUpdate: { partition: 0 } } })],
    finds: ['refused-by-api-server', 'beside the strategy OnDelete'],
    quiet: [statefulSet('db', { strategy: { type: 'OnDelete' } })],
  },
  {
    name: 'a DaemonSet surges and misses pods',
    before: [daemonSet('agent')],
    after: [daemonSet('agent', { strategy: { rollingUpdate: { maxSurge: 1 } } })],
    finds: ['refused-by-api-server', 'both more than 0'],
    quiet: [daemonSet('agent', { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } })],
  },
  {
    name: 'a Deployment keeps its bounds beside Recreate',
    before: [web()],
    after: [web({ spec: { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } } })],
    finds: ['refused-by-api-server', 'beside the strategy Recreate'],
    quiet: [web({ recreate: true })],
  },
  {
    name: 'no pod of a Deployment may move',
    before: [web()],
    after: [web({ maxSurge: 0, maxUnavailable: 0 })],
    finds: ['refused-by-api-server', 'both 0'],
    quiet: [web({ maxSurge: 1, maxUnavailable: 0 })],
  },
  {
    name: 'the deadline is not more than the time to be ready',
    before: [web(), WEB],
    after: [web({ spec: { progressDeadlineSeconds: 30, minReadySeconds: 30 } }), WEB],
    finds: ['refused-by-api-server', '30'],
    quiet: [web({ spec: { progressDeadlineSeconds: 60, minReadySeconds: 30 } }), WEB],
  },
  {
    name: 'the time to be ready outgrows the deadline',
    before: [web({ spec: { progressDeadlineSeconds: 60 } }), WEB],
    after: [web({ spec: { progressDeadlineSeconds: 60, minReadySeconds: 90 } }), WEB],
    finds: ['refused-by-api-server', 'progressDeadlineSeconds is 60, and minReadySeconds is 90'],
    quiet: [web({ spec: { progressDeadlineSeconds: 60, minReadySeconds: 59 } }), WEB],
  },
  {
    name: 'the bounds of an autoscaler cross',
    before: [web({ replicas: undefined }), autoscaler('web', 'web', 2, 4)],
    after: [web({ replicas: undefined }), autoscaler('web', 'web', 5, 4)],
    finds: ['refused-by-api-server', 'minReplicas is 5, and maxReplicas is 4'],
    quiet: [web({ replicas: undefined }), autoscaler('web', 'web', 4, 4)],
  },
  {
    name: 'an autoscaler would scale to 0',
    before: [web({ replicas: undefined }), autoscaler('web', 'web', 2, 4)],
    after: [web({ replicas: undefined }), autoscaler('web', 'web', 0, 4)],
    finds: ['refused-by-api-server', 'minReplicas is 0'],
    quiet: [web({ replicas: undefined }), autoscaler('web', 'web', 1, 4)],
  },
  {
    name: 'a budget keeps more than all pods',
    before: [web()],
    after: [web(), budget('web', { app: 'web' }, { minAvailable: '120%' })],
    finds: ['refused-by-api-server', 'minAvailable is 120%'],
    quiet: [web(), budget('web', { app: 'web' }, { minAvailable: '50%' })],
  },
  {
    name: 'a budget states both bounds',
    before: [web()],
    after: [web(), budget('web', { app: 'web' }, { minAvailable: 1, maxUnavailable: 1 })],
    finds: ['refused-by-api-server', 'minAvailable and maxUnavailable'],
    quiet: [web(), budget('web', { app: 'web' }, { maxUnavailable: 1 })],
  },
  // Switches.
  {
    name: 'a Service is switched to a new Deployment',
    before: [blue(3), ON_BLUE],
    after: [...BOTH, ON_GREEN],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quietFrom: [...BOTH, ON_BLUE],
    quiet: [...BOTH, ON_GREEN],
  },
  {
    name: 'a version replaces another one',
    before: [v1(3), WEB],
    after: [v2(3), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quietFrom: [v1(9), v2(1), WEB],
    quiet: [v1(7), v2(3), WEB],
  },
  {
    name: 'a Service with network endpoint groups is switched',
    before: [...BOTH, service('web', BLUE, NEG)],
    after: [...BOTH, service('web', GREEN, NEG)],
    finds: ['switch-behind-load-balancer', 'all 3 of its targets'],
    quiet: [...BOTH, service('web', { app: 'web' }, NEG)],
  },
  {
    name: 'a Service with ip targets is switched',
    before: [...BOTH, service('web', BLUE, { type: 'LoadBalancer', annotations: IP_TARGETS })],
    after: [...BOTH, service('web', GREEN, { type: 'LoadBalancer', annotations: IP_TARGETS })],
    finds: ['switch-behind-load-balancer', 'the 3 new ones'],
    quietFrom: [...BOTH, service('web', { app: 'web' }, { type: 'LoadBalancer', annotations: IP_TARGETS })],
    quiet: [...BOTH, service('web', GREEN, { type: 'LoadBalancer', annotations: IP_TARGETS })],
  },
  // Pods that count as ready and are not.
  {
    name: 'pods that are not ready are published',
    before: [web(), WEB],
    after: [web(), service('web', { app: 'web' }, { spec: { publishNotReadyAddresses: true } })],
    finds: ['not-ready-published', '3 pods'],
    quiet: [web(), service('web', { app: 'web' }, { spec: { publishNotReadyAddresses: false } })],
  },
  {
    name: 'pods of a canary that are not ready are published',
    before: [v1(9), v2(1), WEB],
    after: [v1(9), v2(1), service('web', { app: 'web' }, { spec: { publishNotReadyAddresses: true } })],
    finds: ['not-ready-published', '10 pods'],
    quiet: [v1(9), v2(1), service('web', { app: 'web' }, { annotations: { note: 'a' } })],
  },
  {
    name: 'a readiness probe goes',
    before: [web(), WEB],
    after: [web({ container: { readinessProbe: undefined } }), WEB],
    finds: ['readiness-probe-missing', '3 pods'],
    quietFrom: [web({ container: { readinessProbe: undefined } }), WEB],
    quiet: [web({ image: 'web:2', container: { readinessProbe: undefined } }), WEB],
  },
  {
    name: 'a canary comes without a readiness probe',
    before: [v1(9), WEB],
    after: [v1(9), v2(1, { container: { readinessProbe: undefined } }), WEB],
    finds: ['readiness-probe-missing', '1 pod counts as ready'],
    quiet: [v1(9), v2(1), WEB],
  },
  {
    name: 'a probe calls a name that no container has',
    before: [probed('http'), WEB],
    after: [probed('htpp'), WEB],
    finds: ['probe-port-missing', '3 new pods never become ready'],
    quiet: [probed(8080), WEB],
  },
  {
    name: 'a container port moves away from its probe',
    before: [probed(8080), WEB],
    after: [probed(8080, 9090), WEB],
    finds: ['probe-port-missing', 'port 8080'],
    quiet: [probed(9090, 9090), WEB],
  },
  // Shares that are not by pods.
  {
    name: 'traffic prefers its zone',
    before: [v1(9), v2(1), WEB],
    after: [v1(9), v2(1), service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferSameZone' } })],
    finds: ['share-not-by-pods', 'web-v1 and web-v2'],
    quietFrom: [v1(9), WEB],
    quiet: [v1(9), service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferSameZone' } })],
  },
  {
    name: 'traffic prefers its node',
    before: [v1(9), v2(1), WEB],
    after: [v1(9), v2(1), service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferSameNode' } })],
    finds: ['share-not-by-pods', 'node to node'],
    quietFrom: [v1(9), WEB],
    quiet: [v1(9), service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferSameNode' } })],
  },
  {
    name: 'routing is topology-aware',
    before: [v1(9), v2(1), WEB],
    after: [
      v1(9),
      v2(1),
      service('web', { app: 'web' }, { annotations: { 'service.kubernetes.io/topology-mode': 'Auto' } }),
    ],
    finds: ['share-not-by-pods', 'web-v1 and web-v2'],
    quiet: [
      v1(9),
      v2(1),
      service('web', { app: 'web' }, { annotations: { 'service.kubernetes.io/topology-mode': 'Disabled' } }),
    ],
  },
  {
    name: 'traffic prefers what is close',
    before: [v1(9), v2(1), WEB],
    after: [v1(9), v2(1), service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferClose' } })],
    finds: ['share-not-by-pods', 'zone to zone'],
    quietFrom: [v1(9), WEB],
    quiet: [v1(9), service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferClose' } })],
  },
  {
    name: 'routing has hints',
    before: [v1(9), v2(1), WEB],
    after: [v1(9), v2(1), service('web', { app: 'web' }, HINTS)],
    finds: ['share-not-by-pods', 'topology-aware-hints: Auto'],
    quietFrom: [v1(9), WEB],
    quiet: [v1(9), service('web', { app: 'web' }, HINTS)],
  },
  {
    name: 'a load balancer of the class of AWS keeps to zones',
    before: [v1(9), v2(1), WEB],
    after: [v1(9), v2(1), typed('LoadBalancer', { loadBalancerClass: 'service.k8s.aws/nlb' })],
    finds: ['share-not-by-pods', 'unless cross-zone is on'],
    quiet: [
      v1(9),
      v2(1),
      service('web', { app: 'web' }, { ...CROSS_ZONE, spec: { loadBalancerClass: 'service.k8s.aws/nlb' } }),
    ],
  },
  {
    name: 'a network load balancer keeps to zones',
    before: [v1(9), v2(1), WEB],
    after: [
      v1(9),
      v2(1),
      service(
        'web',
        { app: 'web' },
        { type: 'LoadBalancer', annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' } },
      ),
    ],
    finds: ['share-not-by-pods', 'web-v1 and web-v2'],
    quiet: [v1(9), v2(1), service('web', { app: 'web' }, { type: 'LoadBalancer' })],
  },
  {
    name: 'a weight is more than the pods',
    before: weighted(100, 0),
    after: weighted(50, 50),
    finds: ['route-share-unlike-pods', '4.5 times'],
    quiet: weighted(90, 10),
  },
  {
    name: 'a weight of a GRPCRoute is more than the pods',
    before: weighted(100, 0).map(toGrpc),
    after: weighted(60, 40).map(toGrpc),
    finds: ['route-share-unlike-pods', 'GRPCRoute shop/edge sends 40%'],
    quiet: weighted(90, 10).map(toGrpc),
  },
  {
    name: 'a canary weight leaps',
    before: canaryIngress(0, 9),
    after: canaryIngress(60, 9),
    finds: ['share-jump', '60% of the traffic in one change'],
    quiet: canaryIngress(40, 9),
  },
  {
    name: 'a canary weight is more than the pods',
    before: canaryIngress(0),
    after: canaryIngress(30),
    finds: ['route-share-unlike-pods', '2.7 times'],
    quiet: canaryIngress(10),
  },
  {
    name: 'autoscalers disagree',
    before: [v1(2), v2(2), WEB].slice(0, 1),
    after: [
      v1(2, { spec: { replicas: undefined } }),
      v2(2, { spec: { replicas: undefined } }),
      WEB,
      scaler('web-v1', 60),
      scaler('web-v2', 80),
    ],
    finds: ['autoscalers-disagree', '2 autoscalers'],
    quietFrom: [],
    quiet: [
      v1(2, { spec: { replicas: undefined } }),
      v2(2, { spec: { replicas: undefined } }),
      WEB,
      scaler('web-v1', 60),
      scaler('web-v2', 60),
    ],
  },
  {
    name: 'autoscalers disagree on their tolerance',
    before: scaled(),
    after: scaled(0.05),
    finds: ['autoscalers-disagree', '2 autoscalers'],
    quiet: scaled(),
  },
  {
    name: 'a canary leaps',
    before: [v1(9), v2(1), WEB],
    after: [v1(2), v2(8), WEB],
    finds: ['share-jump', '80'],
    quiet: [v1(7), v2(3), WEB],
  },
  {
    name: 'a canary overshoots on the way',
    before: [v1(2), v2(2), WEB],
    after: [v1(6), v2(6), WEB],
    finds: ['share-jump', '75%'],
    // While one version is updated in place, the share of its old and new pods is not a step of a canary.
    quiet: [v1(2), v2(3), WEB],
  },
  // Rollouts that never finish.
  {
    name: 'a claim of one node meets a surge',
    before: [claim('ReadWriteOnce'), web({ replicas: 1, recreate: true, pod: MOUNT })],
    after: [claim('ReadWriteOnce'), web({ replicas: 1, pod: MOUNT })],
    finds: ['rollout-stuck', 'claim data (ReadWriteOnce)'],
    quiet: [claim('ReadWriteOnce'), web({ replicas: 1, recreate: true, image: 'web:2', pod: MOUNT })],
  },
  {
    name: 'a claim of one pod meets a surge',
    before: [],
    after: [claim('ReadWriteOncePod'), web({ replicas: 1, pod: MOUNT })],
    finds: ['rollout-stuck', 'never starts'],
    quiet: [claim('ReadWriteMany'), web({ replicas: 1, pod: MOUNT })],
  },
  {
    name: 'a quota leaves no room',
    before: [web({ maxUnavailable: 0 })],
    after: [web({ maxUnavailable: 0 }), object('v1', 'ResourceQuota', 'most', { hard: { pods: 3 } })],
    finds: ['rollout-stuck', 'pods would be 4, but the limit is 3'],
    quiet: [web({ maxUnavailable: 0 }), object('v1', 'ResourceQuota', 'most', { hard: { pods: 4 } })],
  },
  {
    name: 'a quota of processors leaves no room',
    before: [web({ maxUnavailable: 0, ...ONE_CPU })],
    after: [
      web({ maxUnavailable: 0, ...ONE_CPU }),
      object('v1', 'ResourceQuota', 'most', { hard: { 'requests.cpu': '3' } }),
    ],
    finds: ['rollout-stuck', 'requests.cpu would be 4, but the limit is 3'],
    quiet: [
      web({ maxUnavailable: 0, ...ONE_CPU }),
      object('v1', 'ResourceQuota', 'most', { hard: { 'requests.cpu': '4' } }),
    ],
  },
  {
    name: 'a port of the node meets maxUnavailable 0',
    before: [web()],
    after: [web({ maxUnavailable: 0, ports: [{ containerPort: 80, hostPort: 80 }] })],
    finds: ['rollout-stuck', 'port 80'],
    quiet: [web({ maxSurge: 0, maxUnavailable: 1, ports: [{ containerPort: 80, hostPort: 80 }] })],
  },
  {
    name: 'the network of the node meets maxUnavailable 0',
    before: [web()],
    after: [web({ maxUnavailable: 0, ports: [{ containerPort: 80 }], pod: { hostNetwork: true } })],
    finds: ['rollout-stuck', 'port 80'],
    quiet: [web({ maxSurge: 0, maxUnavailable: 1, ports: [{ containerPort: 80 }], pod: { hostNetwork: true } })],
  },
  {
    name: 'all versions keep apart',
    before: [web()],
    after: [web({ maxUnavailable: 0, pod: apart() })],
    finds: ['rollout-stuck', 'it needs 4'],
    quiet: [web({ maxUnavailable: 0, pod: apart({ matchLabelKeys: ['pod-template-hash'] }) })],
  },
  {
    name: 'all versions keep to a zone of their own',
    before: [web()],
    after: [web({ maxUnavailable: 0, pod: apart({ topologyKey: 'topology.kubernetes.io/zone' }) })],
    finds: ['rollout-stuck', 'it needs 4'],
    quiet: [web({ maxSurge: 0, maxUnavailable: 1, pod: apart({ topologyKey: 'topology.kubernetes.io/zone' }) })],
  },
  // Drains and policies.
  {
    name: 'a drain takes the grace period',
    before: [sleeping(5)],
    after: [sleeping(30)],
    finds: ['drain-cut-short', 'wait 30 s'],
    quiet: [sleeping(10)],
  },
  {
    name: 'the grace period shrinks below the drain',
    before: [web()],
    after: [
      web({
        container: { lifecycle: { preStop: { exec: { command: ['sleep', '15'] } } } },
        pod: { terminationGracePeriodSeconds: 10 },
      }),
    ],
    finds: ['drain-cut-short', 'killed after 10 s'],
    quiet: [web({ container: { lifecycle: { preStop: { exec: { command: ['sleep', '15'] } } } } })],
  },
  {
    name: 'policies let in to the old color alone',
    before: [...BOTH, policy('closed', {}, []), policy('blue', BLUE, [CLIENTS]), ON_BLUE],
    after: [...BOTH, policy('closed', {}, []), policy('blue', BLUE, [CLIENTS]), ON_GREEN],
    finds: ['network-policy-shuts-out', '3 pods of web-green'],
    quietFrom: [...BOTH, policy('closed', {}, []), policy('web', { app: 'web' }, [CLIENTS]), ON_BLUE],
    quiet: [...BOTH, policy('closed', {}, []), policy('web', { app: 'web' }, [CLIENTS]), ON_GREEN],
  },
  {
    name: 'policies let in to the stable version alone',
    before: [v1(9), policy('closed', {}, []), policy('v1', { version: 'v1' }, [CLIENTS]), WEB],
    after: [v1(9), v2(1), policy('closed', {}, []), policy('v1', { version: 'v1' }, [CLIENTS]), WEB],
    finds: ['network-policy-shuts-out', '1 pod of web-v2'],
    quietFrom: [v1(9), policy('closed', {}, []), policy('web', { app: 'web' }, [CLIENTS]), WEB],
    quiet: [v1(9), v2(1), policy('closed', {}, []), policy('web', { app: 'web' }, [CLIENTS]), WEB],
  },
  {
    name: 'a policy closes that let clients in',
    before: [web(), WEB, policy('web', { app: 'web' }, [CLIENTS])],
    after: [web(), WEB, policy('web', { app: 'web' }, [])],
    finds: ['network-policy-shuts-out', 'no policy lets anyone in'],
    quiet: [web(), WEB, policy('web', { app: 'web' }, [CLIENTS, CLIENTS])],
  },
  {
    name: 'a policy arrives that lets nobody in',
    before: [web(), WEB],
    after: [web(), WEB, policy('closed', {}, [])],
    finds: ['network-policy-shuts-out', '3 pods of web'],
    quiet: [web(), WEB, policy('open', {}, [{}])],
  },
  // StatefulSets, DaemonSets and others.
  {
    name: 'a StatefulSet is removed',
    before: [statefulSet('web', { replicas: 2 }), WEB],
    after: [WEB],
    finds: ['no-ready-endpoints', 'from 2 to 0 ready endpoints'],
    quiet: [statefulSet('web', { replicas: 3 }), WEB],
  },
  {
    name: 'a StatefulSet goes to 0',
    before: [statefulSet('web', { replicas: 2 }), WEB],
    after: [statefulSet('web', { replicas: 0 }), WEB],
    finds: ['no-ready-endpoints', 'from 2 to 0 ready endpoints and stays there'],
    quiet: [statefulSet('web', { replicas: 2, image: 'web:2', strategy: { type: 'OnDelete' } }), WEB],
  },
  {
    name: 'a StatefulSet may miss all of its pods',
    before: [statefulSet('web', { replicas: 3 }), WEB],
    after: [statefulSet('web', { replicas: 3, image: 'web:2', strategy: MISSING_ALL }), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [
      statefulSet('web', {
        replicas: 3,
        image: 'web:2',
        strategy: { rollingUpdate: { maxUnavailable: '100%', partition: 3 } },
      }),
      WEB,
    ],
  },
  {
    name: 'a StatefulSet replaces its only pod',
    before: [statefulSet('web', { replicas: 1 }), WEB],
    after: [statefulSet('web', { replicas: 1, image: 'web:2' }), WEB],
    finds: ['strategy-gap', '1 pod, one at a time: Service shop/web falls from 1 to 0 ready endpoints'],
    quiet: [statefulSet('web', { replicas: 1, image: 'web:2', strategy: { rollingUpdate: { partition: 1 } } }), WEB],
  },
  {
    name: 'a Deployment becomes a StatefulSet',
    before: [web(), WEB],
    after: [statefulSet('web', { replicas: 3 }), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quietFrom: [web({ labels: { app: 'web', of: 'deployment' } }), WEB],
    quiet: [
      web({ labels: { app: 'web', of: 'deployment' } }),
      statefulSet('web', { replicas: 3, labels: { app: 'web', of: 'set' } }),
      WEB,
    ],
  },
  {
    name: 'a StatefulSet becomes a Deployment',
    before: [statefulSet('web', { replicas: 3 }), WEB],
    after: [web(), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [statefulSet('web', { replicas: 3, image: 'web:2' }), WEB],
  },
  {
    name: 'a DaemonSet is removed',
    before: [daemonSet('web'), WEB],
    after: [WEB],
    finds: ['no-ready-endpoints', 'DaemonSet shop/web is removed'],
    quiet: [daemonSet('web'), WEB],
  },
  {
    name: 'a DaemonSet may miss all of its pods',
    before: [daemonSet('web'), WEB],
    after: [daemonSet('web', { image: 'web:2', strategy: MISSING_ALL }), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [daemonSet('web', { image: 'web:2' }), WEB],
  },
  {
    name: 'a Deployment becomes a DaemonSet',
    before: [web(), WEB],
    after: [daemonSet('web'), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [web(), daemonSet('agents', { labels: { app: 'web', on: 'nodes' } }), WEB],
  },
  {
    name: 'a DaemonSet becomes a Deployment',
    before: [daemonSet('web'), WEB],
    after: [web(), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [daemonSet('web', { image: 'web:2', strategy: { type: 'OnDelete' } }), WEB],
  },
  {
    name: 'a rollout is still under way',
    before: [live(web(), { replicas: 4, updatedReplicas: 1, readyReplicas: 3 }), WEB],
    after: [web(), WEB],
    finds: ['not-at-rest', '1 of 3 pods updated, 3 pods of an older template left; 3 of 3 ready'],
    quietFrom: [live(web(), readyStatus(3)), WEB],
    quiet: [web({ image: 'web:2' }), WEB],
  },
  {
    name: 'pods are not ready before the next change',
    before: [live(web(), readyStatus(3, 2)), WEB],
    after: [web({ image: 'web:2' }), WEB],
    finds: ['not-at-rest', '2 of 3'],
    quietFrom: [live(web(), readyStatus(3)), WEB],
    quiet: [web({ replicas: 4 }), WEB],
  },
  {
    name: 'a Job does not hide a Service',
    before: [web(), WEB],
    after: [object('batch/v1', 'Job', 'once', { template: { metadata: { labels: { app: 'web' } } } }), WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [web(), object('batch/v1', 'Job', 'once', { template: { metadata: { labels: { app: 'web' } } } }), WEB],
  },
  {
    name: 'a CronJob does not hide a Service',
    before: [web(), WEB],
    after: [CRON_JOB, WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [web(), CRON_JOB, WEB],
  },
  {
    name: 'a bare pod does not hide a Service',
    before: [web(), WEB],
    after: [BARE_POD, WEB],
    finds: ['no-ready-endpoints', 'from 3 to 0 ready endpoints'],
    quiet: [web(), BARE_POD, WEB],
  },
  {
    name: 'the version that serves everyone is updated in place',
    before: [...BOTH, ON_BLUE],
    after: [blue(3, { image: 'web:3' }), green(3), ON_BLUE],
    finds: ['release-bypassed', '100'],
    quiet: [blue(3), green(3, { image: 'web:3' }), ON_BLUE],
  },
  {
    name: 'most users get an image in place',
    before: [v1(9), v2(1), WEB],
    after: [v1(9, { image: 'web:3' }), v2(1), WEB],
    finds: ['release-bypassed', '90'],
    quietFrom: [v1(9), WEB],
    quiet: [v1(9, { image: 'web:3' }), WEB],
  },
];

/** Returns the objects as YAML that a team would commit. */
export function toYaml(objects: object[]): string {
  return objects.map((one) => stringify(one, { version: '1.1' })).join('---\n');
}
