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
  return lean(manifest, { spec: DEPLOYMENT });
}

/** Returns a Service without its defaults. */
export function leanService(manifest: Json): Json {
  return lean(manifest, { spec: SERVICE });
}

/** Returns a Job without its defaults. */
export function leanJob(manifest: Json): Json {
  return lean(manifest, { spec: JOB });
}

/** Returns a copy of an object without its defaults: V8 keeps an object with deleted fields in twice the memory. */
function lean(object: Json, defaults: Json): Json {
  const left: Json = {};
  for (const field of Object.keys(object)) {
    const value = kept(object[field], defaults[field]);
    if (value !== undefined) left[field] = value;
  }
  return left;
}

/** Returns the rest of a value: `undefined` for a default, and for an object or a list that contains only defaults. */
function kept(value: unknown, defaults: Defaults): unknown {
  if (defaults === undefined) return value;
  if (value === defaults) return undefined;
  if (Array.isArray(value)) {
    return Array.isArray(defaults) ? unlessEmpty(value.map((item) => kept(item, defaults[0]))) : value;
  }
  if (!isObject(value)) return value;
  if (typeof defaults === 'function') return kept(value, (defaults as (object: Json) => Defaults)(value));
  return isObject(defaults) ? unlessEmpty(lean(value, defaults)) : value;
}

function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
