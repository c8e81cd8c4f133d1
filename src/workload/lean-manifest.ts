import type { Json } from './rewrite-manifest';
import { isObject } from '../validate/shape';

/** The defaults of Kubernetes. cdk8s-plus writes many of them; a reviewer need not read them. */
const DEPLOYMENT_DEFAULTS: Json = { minReadySeconds: 0, progressDeadlineSeconds: 600, revisionHistoryLimit: 10 };
const ROLLING_UPDATE_DEFAULTS: Json = { maxSurge: '25%', maxUnavailable: '25%' };
const POD_DEFAULTS: Json = {
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
  // Written by the cdk8s-plus lines of later Kubernetes versions.
  shareProcessNamespace: false,
  terminationGracePeriodSeconds: 30,
};
const POD_SECURITY_DEFAULTS: Json = { fsGroupChangePolicy: 'Always', runAsNonRoot: false };
const CONTAINER_SECURITY_DEFAULTS: Json = {
  allowPrivilegeEscalation: true,
  privileged: false,
  readOnlyRootFilesystem: false,
};
const PROBE_DEFAULTS: Json = {
  failureThreshold: 3,
  initialDelaySeconds: 0,
  periodSeconds: 10,
  successThreshold: 1,
  timeoutSeconds: 1,
};
const SERVICE_DEFAULTS: Json = { type: 'ClusterIP', publishNotReadyAddresses: false };

/** Returns a Deployment without its default values. */
export function leanDeployment(manifest: Json): Json {
  return leave(manifest, {}, { spec: inObject(leanDeploymentSpec) });
}

/** Returns a Service without its default values. */
export function leanService(manifest: Json): Json {
  return leave(manifest, {}, { spec: inObject(leanServiceSpec) });
}

/** Returns a Job without its default values. */
export function leanJob(manifest: Json): Json {
  return leave(manifest, {}, { spec: inObject(leanJobSpec) });
}

function leanJobSpec(spec: Json): Json {
  return leave(spec, {}, { template: inObject(leanTemplate) });
}

function leanDeploymentSpec(spec: Json): Json {
  return leave(spec, DEPLOYMENT_DEFAULTS, DEPLOYMENT_PARTS);
}

function leanTemplate(template: Json): Json {
  return leave(template, {}, { spec: inObject(leanPod) });
}

function leanStrategy(strategy: Json): Json | undefined {
  if (strategy.type !== 'RollingUpdate') return strategy;
  return unlessEmpty(leave(strategy, { type: 'RollingUpdate' }, STRATEGY_PARTS));
}

function leanPod(pod: Json): Json {
  const { securityContext } = pod;
  const runAsNonRoot = (isObject(securityContext) ? securityContext.runAsNonRoot : undefined) ?? false;
  const containers = inList((container) => leanContainer(container, runAsNonRoot));
  return leave(pod, POD_DEFAULTS, {
    containers,
    initContainers: containers,
    securityContext: inObject(leanPodSecurity),
  });
}

function leanPodSecurity(security: Json): Json | undefined {
  return unlessEmpty(leave(security, POD_SECURITY_DEFAULTS));
}

function leanContainer(container: Json, podRunsAsNonRoot: unknown): Json {
  const securityDefaults = { ...CONTAINER_SECURITY_DEFAULTS, runAsNonRoot: podRunsAsNonRoot };
  const securityContext = inObject((security) => unlessEmpty(leave(security, securityDefaults)));
  return leave(container, {}, { ...CONTAINER_PARTS, securityContext });
}

function leanServiceSpec(spec: Json): Json {
  return leave(spec, SERVICE_DEFAULTS, SERVICE_PARTS);
}

function leanServicePort(port: Json): Json {
  return leave(port, { protocol: 'TCP', targetPort: port.port });
}

/** Functions that make the parts of an object lean, by field. Each returns the rest of the part, or `undefined`. */
interface Parts {
  readonly [field: string]: (value: unknown) => unknown;
}

const PROBE = inObject((probe) => leave(probe, PROBE_DEFAULTS, PROBE_PARTS));
const PROBE_PARTS: Parts = { httpGet: inObject((request) => leave(request, { scheme: 'HTTP' })) };
const CONTAINER_PARTS: Parts = {
  livenessProbe: PROBE,
  ports: inList((port) => leave(port, { protocol: 'TCP' })),
  readinessProbe: PROBE,
  startupProbe: PROBE,
};
const STRATEGY_PARTS: Parts = {
  rollingUpdate: inObject((update) => unlessEmpty(leave(update, ROLLING_UPDATE_DEFAULTS))),
};
const DEPLOYMENT_PARTS: Parts = { strategy: inObject(leanStrategy), template: inObject(leanTemplate) };
const SERVICE_PARTS: Parts = {
  externalIPs: (value) => (isObject(value) || Array.isArray(value) ? unlessEmpty(value) : value),
  ports: inList(leanServicePort),
};

/**
 * Returns an object without its defaults. It builds a new object, because deleting fields from one doubles its memory
 * and takes longer to write.
 */
function leave(object: Json, defaults: Json, parts: Parts = {}): Json {
  const left: Json = {};
  for (const field of Object.keys(object)) {
    const value = object[field];
    if (value === defaults[field]) continue;
    const kept = parts[field] === undefined ? value : parts[field](value);
    if (kept !== undefined) left[field] = kept;
  }
  return left;
}

function inObject(lean: (part: Json) => unknown): (value: unknown) => unknown {
  return (value) => (isObject(value) ? lean(value) : value);
}

function inList(lean: (part: Json) => unknown): (value: unknown) => unknown {
  const inItem = inObject(lean);
  return (value) => (Array.isArray(value) ? value.map(inItem) : value);
}

function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
