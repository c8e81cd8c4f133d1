import type { IntOrPercent } from '../../src/model/int-or-percent';

/** The options of a Deployment for tests, which has only fields that rules read. */

export interface DeploymentOptions {
  readonly replicas?: number;
  readonly image?: string;
  /** Pod labels and, unless `matchLabels` says otherwise, the selector. */
  readonly labels?: Record<string, string>;
  readonly matchLabels?: Record<string, string>;
  readonly recreate?: boolean;
  readonly maxSurge?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
  readonly paused?: boolean;
  readonly ports?: object[];
  /** Further fields of the container: probes, lifecycle, resources. */
  readonly container?: object;
  /** Further fields of the pods. */
  readonly pod?: object;
  /** Further fields of the spec. */
  readonly spec?: object;
  readonly annotations?: Record<string, string>;
  readonly wave?: number;
  readonly namespace?: string;
}

/** A probe for all pods, because only one rule is about pods without one. */
const PROBE = { readinessProbe: { exec: { command: ['ready'] } } };

export function deployment(name: string, options: DeploymentOptions = {}): object {
  const { replicas, image = 'web:1', labels = { app: name }, matchLabels = labels, paused } = options;
  const { recreate, maxSurge, maxUnavailable, ports = [{ containerPort: 80 }] } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(name, options),
    spec: {
      replicas,
      paused,
      selector: { matchLabels },
      strategy: recreate ? { type: 'Recreate' } : { rollingUpdate: { maxSurge, maxUnavailable } },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image, ports, ...PROBE, ...options.container }], ...options.pod },
      },
      ...options.spec,
    },
  };
}

export interface ServiceOptions {
  readonly ports?: object[];
  readonly annotations?: Record<string, string>;
  readonly wave?: number;
  readonly namespace?: string;
  readonly type?: string;
  /** Further fields of the spec. */
  readonly spec?: object;
}

export function service(name: string, selector?: Record<string, string>, options: ServiceOptions = {}): object {
  const { ports = [{ port: 80 }], type } = options;
  const spec = { selector, ports, type, ...options.spec };
  return { apiVersion: 'v1', kind: 'Service', metadata: metadata(name, options), spec };
}

export function previewService(name: string, selector: Record<string, string>): object {
  return service(name, selector, { annotations: { 'cdk8s-rollouts/role': 'preview' } });
}

export function autoscaler(name: string, target: string, minReplicas: number | undefined, maxReplicas: number): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(name, {}),
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target }, minReplicas, maxReplicas },
  };
}

export function budget(name: string, matchLabels: Record<string, string> | undefined, bounds: object): object {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(name, {}),
    spec: { selector: matchLabels && { matchLabels }, ...bounds },
  };
}

/** Returns a StatefulSet; `strategy` is its `updateStrategy`. */
export function statefulSet(name: string, options: DeploymentOptions & { readonly strategy?: object } = {}): object {
  const base = deployment(name, options) as { spec: object };
  const spec = { ...base.spec, strategy: undefined, updateStrategy: options.strategy, ...options.spec };
  return { ...base, kind: 'StatefulSet', spec };
}

/** Returns a DaemonSet; `strategy` is its `updateStrategy`. */
export function daemonSet(name: string, options: DeploymentOptions & { readonly strategy?: object } = {}): object {
  return { ...statefulSet(name, { ...options, replicas: undefined }), kind: 'DaemonSet' };
}

/** Returns an object as the API server returns it, with the fields that the server fills in and a status. */
export function live(
  object: object,
  status: object = {},
  more: { readonly metadata?: object; readonly spec?: object } = {},
): object {
  const { metadata = {}, spec = {} } = object as { metadata?: object; spec?: object };
  return {
    ...object,
    metadata: { ...metadata, uid: '55c8bb00', resourceVersion: '743', generation: 4, ...more.metadata },
    spec: { ...spec, ...more.spec },
    status: { observedGeneration: 4, ...status },
  };
}

/** Returns a status in which all pods have the current template, and a number of them are ready. */
export function readyStatus(pods: number, ready = pods): object {
  return { replicas: pods, updatedReplicas: pods, readyReplicas: ready, availableReplicas: ready };
}

/** Returns any other object. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
  options: MetadataOptions = {},
): object {
  return { apiVersion, kind, metadata: metadata(name, options), spec };
}

/** Returns an Ingress with one rule for the port of a Service. */
export function ingress(
  name: string,
  backend: string,
  port: number | string = 80,
  options: IngressOptions = {},
): object {
  const { host = 'shop.example.com', path = '/', className } = options;
  const service = { name: backend, port: typeof port === 'number' ? { number: port } : { name: port } };
  const rules = [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service } }] } }];
  return object('networking.k8s.io/v1', 'Ingress', name, { ingressClassName: className, rules }, options);
}

interface IngressOptions extends MetadataOptions {
  readonly host?: string;
  readonly path?: string;
  readonly className?: string;
}

/** Returns an HTTPRoute that splits the requests by weight: `{ web: 90, canary: 10 }`. */
export function httpRoute(name: string, weights: Record<string, number>, port = 80): object {
  const backendRefs = Object.entries(weights).map(([service, weight]) => ({ name: service, port, weight }));
  return object('gateway.networking.k8s.io/v1', 'HTTPRoute', name, { rules: [{ backendRefs }] });
}

/** The two colors of a blue/green release: the labels of pods and selectors. */
export const BLUE = { app: 'web', version: 'blue' };
export const GREEN = { app: 'web', version: 'green' };

export function blue(replicas: number, options: DeploymentOptions = {}): object {
  return deployment('web-blue', { labels: BLUE, replicas, image: 'web:1', ...options });
}

export function green(replicas: number, options: DeploymentOptions = {}): object {
  return deployment('web-green', { labels: GREEN, replicas, image: 'web:2', ...options });
}

/** Returns the stable version of a canary release. `v2` returns the canary, and `WEB` is the Service over both. */
export function v1(replicas: number, options: DeploymentOptions = {}): object {
  return deployment('web-v1', { labels: { app: 'web', version: 'v1' }, replicas, image: 'web:1', ...options });
}

export function v2(replicas: number, options: DeploymentOptions = {}): object {
  return deployment('web-v2', { labels: { app: 'web', version: 'v2' }, replicas, image: 'web:2', ...options });
}

export const WEB = service('web', { app: 'web' });

interface MetadataOptions {
  readonly annotations?: Record<string, string>;
  readonly wave?: number;
  readonly namespace?: string;
}

function metadata(name: string, { annotations, wave, namespace = 'shop' }: MetadataOptions): object {
  const waves = wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) };
  return { name, namespace: namespace === '' ? undefined : namespace, annotations: { ...annotations, ...waves } };
}
