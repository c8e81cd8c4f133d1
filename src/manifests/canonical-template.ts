import { isObject } from '../validate/shape';
import { canonicalQuantity } from './quantity';

type Fields = Readonly<Record<string, unknown>>;

/** The defaults that the API server sets for left-out fields, and the empty fields that Go leaves out. */
const POD_DEFAULTS: Fields = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  enableServiceLinks: true,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
};

const CONTAINER_DEFAULTS: Fields = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  stdin: false,
  stdinOnce: false,
  tty: false,
};

const PROBE_DEFAULTS: Fields = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

/** The defaults of volumes, by the field that names their source. */
const VOLUME_DEFAULTS: Readonly<Record<string, Fields>> = {
  configMap: { defaultMode: 420 },
  secret: { defaultMode: 420 },
  projected: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
  hostPath: { type: '' },
};

/**
 * Returns a pod template in canonical form: values that Kubernetes treats alike become the same, such as `1000m` and
 * `"1"`, a
 * stated default and a missing one, or an empty list and no list. Two templates with the same result start no rollout.
 *
 * Values of the wrong type stay as they are: the API server refuses them, and nothing here depends on them.
 *
 * Sources: `SetDefaults_*` in kubernetes/pkg/apis/core/v1/defaults.go, and `EqualIgnoreHash` in
 * kubernetes/pkg/controller/deployment/util/deployment_util.go, by which the Deployment controller compares templates.
 */
export function canonicalTemplate(template: unknown): unknown {
  return map(template, {
    metadata: (metadata) => map(metadata, { labels: nonEmpty, annotations: nonEmpty, creationTimestamp: drop }),
    spec: canonicalPod,
  });
}

function canonicalPod(pod: unknown): unknown {
  if (!isObject(pod)) return pod;
  const { serviceAccount, serviceAccountName = serviceAccount } = pod;
  const named = { ...pod, serviceAccount: undefined, serviceAccountName };
  return map(withoutDefaults(named, POD_DEFAULTS), {
    containers: each(canonicalContainer),
    initContainers: each(canonicalContainer),
    volumes: each(canonicalVolume),
    resources: canonicalResources,
    overhead: canonicalQuantities,
    nodeSelector: nonEmpty,
    securityContext: nonEmpty,
    tolerations: nonEmpty,
    imagePullSecrets: nonEmpty,
    hostAliases: nonEmpty,
    topologySpreadConstraints: nonEmpty,
  });
}

function canonicalContainer(container: unknown): unknown {
  if (!isObject(container)) return container;
  const pullPolicy = { imagePullPolicy: isLatest(container.image) ? 'Always' : 'IfNotPresent' };
  return map(withoutDefaults(container, { ...CONTAINER_DEFAULTS, ...pullPolicy }), {
    resources: canonicalResources,
    ports: each((port) => withoutDefaults(port, { protocol: 'TCP' })),
    env: each(canonicalVariable),
    envFrom: nonEmpty,
    args: nonEmpty,
    command: nonEmpty,
    volumeMounts: each((mount) => withoutDefaults(mount, { readOnly: false })),
    livenessProbe: canonicalProbe,
    readinessProbe: canonicalProbe,
    startupProbe: canonicalProbe,
    lifecycle: (hooks) => map(hooks, { postStart: canonicalHandler, preStop: canonicalHandler }),
  });
}

/** Reports whether an image is the latest one, that is, has no tag or digest; the registry in front may have a port. */
function isLatest(image: unknown): boolean {
  if (typeof image !== 'string' || image.includes('@')) return false;
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':')[1];
  return tag === undefined || tag === 'latest';
}

function canonicalVariable(variable: unknown): unknown {
  return map(withoutDefaults(variable, { value: '' }), {
    valueFrom: (source) =>
      map(source, {
        fieldRef: (field) => withoutDefaults(field, { apiVersion: 'v1' }),
        resourceFieldRef: (field) => map(field, { divisor: canonicalQuantity }),
      }),
  });
}

function canonicalProbe(probe: unknown): unknown {
  return canonicalHandler(withoutDefaults(probe, PROBE_DEFAULTS));
}

function canonicalHandler(handler: unknown): unknown {
  return map(handler, {
    httpGet: (request) => withoutDefaults(request, { scheme: 'HTTP', path: '/' }),
    grpc: (call) => withoutDefaults(call, { service: '' }),
  });
}

/** Adds a request for each limit that has none, with the value of the limit. */
function canonicalResources(resources: unknown): unknown {
  if (!isObject(resources)) return resources;
  const { limits, requests } = resources;
  const asked = isObject(limits) ? { ...limits, ...(isObject(requests) ? requests : {}) } : requests;
  return nonEmpty({ ...resources, limits: canonicalQuantities(limits), requests: canonicalQuantities(asked) });
}

function canonicalQuantities(quantities: unknown): unknown {
  if (!isObject(quantities)) return quantities;
  return nonEmpty(
    Object.fromEntries(Object.entries(quantities).map(([name, value]) => [name, canonicalQuantity(value)])),
  );
}

function canonicalVolume(volume: unknown): unknown {
  if (!isObject(volume)) return volume;
  const sources = Object.entries(VOLUME_DEFAULTS).map(([source, defaults]) => [
    source,
    (value: unknown) => withoutDefaults(value, defaults),
  ]);
  const canonical = map(volume, {
    ...(Object.fromEntries(sources) as Record<string, Change>),
    emptyDir: (directory) =>
      nonEmpty(map(withoutDefaults(directory, { medium: '' }), { sizeLimit: canonicalQuantity })),
  });
  return canonical;
}

type Change = (value: unknown) => unknown;

/** Returns the object with some of its fields changed, if it has them. */
function map(value: unknown, changes: Readonly<Record<string, Change>>): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, field]) => {
    const change = Object.hasOwn(changes, key) ? changes[key] : undefined;
    return [key, change === undefined || field === undefined || field === null ? field : change(field)];
  });
  return Object.fromEntries(entries) as Fields;
}

function each(change: Change): Change {
  return (list) => (Array.isArray(list) ? nonEmpty(list.map(change)) : list);
}

function withoutDefaults(value: unknown, defaults: Fields): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key, field]) => !Object.hasOwn(defaults, key) || defaults[key] !== field),
  );
}

/** Returns the value, or `undefined` for an empty list or map, which means the same as none. */
function nonEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : (value as unknown[]);
  if (!isObject(value)) return value;
  return Object.values(value).every((field) => field === undefined || field === null) ? undefined : value;
}

function drop(): undefined {
  return undefined;
}
