import { isObject } from '../validate/shape';
import type { Json } from './json';

/**
 * The values that Kubernetes fills in for missing fields, in the layout of the manifest. A list holds the defaults of
 * each entry, and a function returns those that depend on the object that they are part of. cdk8s-plus writes many of
 * them.
 */
type Defaults = unknown;

const PROBE = {
  failureThreshold: 3,
  httpGet: { scheme: 'HTTP' },
  initialDelaySeconds: 0,
  periodSeconds: 10,
  successThreshold: 1,
  timeoutSeconds: 1,
};

const POD = ({ securityContext }: Json): Defaults => {
  const containers = [container((isObject(securityContext) ? securityContext.runAsNonRoot : undefined) ?? false)];
  return {
    containers,
    dnsPolicy: 'ClusterFirst',
    hostNetwork: false,
    initContainers: containers,
    restartPolicy: 'Always',
    securityContext: { fsGroupChangePolicy: 'Always', runAsNonRoot: false },
    setHostnameAsFQDN: false,
    // Lines of cdk8s-plus for later Kubernetes versions write this field.
    shareProcessNamespace: false,
    terminationGracePeriodSeconds: 30,
  };
};

/** Returns the defaults of a container, whose user follows from the pod's. */
function container(runAsNonRoot: unknown): Defaults {
  return {
    livenessProbe: PROBE,
    ports: [{ protocol: 'TCP' }],
    readinessProbe: PROBE,
    securityContext: { allowPrivilegeEscalation: true, privileged: false, readOnlyRootFilesystem: false, runAsNonRoot },
    startupProbe: PROBE,
  };
}

const JOB = { template: { spec: POD } };

const DEPLOYMENT = {
  minReadySeconds: 0,
  progressDeadlineSeconds: 600,
  revisionHistoryLimit: 10,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  template: { spec: POD },
};

const SERVICE = {
  externalIPs: [],
  ports: [({ port }: Json): Defaults => ({ protocol: 'TCP', targetPort: port })],
  publishNotReadyAddresses: false,
  type: 'ClusterIP',
};

/** Returns a Deployment without its defaults, so that reviewers see only decisions. */
export function leanDeployment(manifest: Json): Json {
  return lean(manifest, { spec: DEPLOYMENT }) as Json;
}

/** Returns a Service without its defaults. */
export function leanService(manifest: Json): Json {
  return lean(manifest, { spec: SERVICE }) as Json;
}

/** Returns a Job without its defaults. */
export function leanJob(manifest: Json): Json {
  return lean(manifest, { spec: JOB }) as Json;
}

/**
 * Returns a value without its defaults: `undefined` for a default, and for an object or a list that contains only
 * defaults.
 *
 * It copies, because V8 keeps an object with deleted fields in twice the memory. It calls itself and no helper in
 * between, because V8 needs long to compile functions that it can inline into each other.
 */
function lean(value: unknown, defaults: Defaults): unknown {
  if (value === defaults) return undefined;
  if (typeof value !== 'object' || value === null || defaults === undefined) return value;
  if (Array.isArray(value)) {
    if (!Array.isArray(defaults)) return value;
    const list = [...(value as unknown[])];
    for (const [index, item] of list.entries()) list[index] = lean(item, defaults[0]);
    return list.length === 0 ? undefined : list;
  }
  if (typeof defaults === 'function') return lean(value, (defaults as (object: Json) => Defaults)(value as Json));
  if (!isObject(defaults)) return value;
  const left: Json = {};
  for (const field of Object.keys(value)) {
    const rest = lean((value as Json)[field], defaults[field]);
    if (rest !== undefined) left[field] = rest;
  }
  return Object.keys(left).length === 0 ? undefined : left;
}
