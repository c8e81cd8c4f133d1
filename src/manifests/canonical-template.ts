import { isObject } from '../validate/shape';
import {
  canonicalFieldReference,
  canonicalQuantities,
  canonicalResourceField,
  canonicalResources,
  type Change,
  drop,
  each,
  type Fields,
  map,
  nonEmpty,
  withoutDefaults,
} from './canonical-fields';
import { canonicalVolume } from './canonical-volume';

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

/** The defaults of a container's security context, which some versions of the API server write. */
const SECURITY_DEFAULTS: Fields = { procMount: 'Default' };

/**
 * Returns a pod template in canonical form: values that Kubernetes treats alike become the same, such as `1000m` and
 * `"1"`, a stated default and a missing one, or an empty list and no list. Two templates with the same result start no
 * rollout.
 *
 * Values of the wrong type stay as they are: the API server refuses them, and no value here depends on them.
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
  const canonicalContainer = toCanonicalContainer(pod.hostNetwork === true);
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

function toCanonicalContainer(hostNetwork: boolean): Change {
  return (container) => {
    if (!isObject(container)) return container;
    const pullPolicy = { imagePullPolicy: isLatest(container.image) ? 'Always' : 'IfNotPresent' };
    return map(withoutDefaults(container, { ...CONTAINER_DEFAULTS, ...pullPolicy }), {
      resources: canonicalResources,
      ports: each((port) => canonicalPort(port, hostNetwork)),
      env: each(canonicalVariable),
      envFrom: nonEmpty,
      args: nonEmpty,
      command: nonEmpty,
      securityContext: (context) => withoutDefaults(context, SECURITY_DEFAULTS),
      volumeMounts: each((mount) => withoutDefaults(mount, { readOnly: false })),
      livenessProbe: canonicalProbe,
      readinessProbe: canonicalProbe,
      startupProbe: canonicalProbe,
      lifecycle: (hooks) => map(hooks, { postStart: canonicalHandler, preStop: canonicalHandler }),
    });
  };
}

/**
 * Returns a port in canonical form. On the host network, a container port is also a port of the node, stated or not.
 */
function canonicalPort(port: unknown, hostNetwork: boolean): unknown {
  if (!isObject(port)) return port;
  const hostPort = hostNetwork ? port.containerPort : 0;
  return withoutDefaults(withoutDefaults(port, { protocol: 'TCP', hostPort }), { hostPort: 0 });
}

/**
 * Reports whether an image has the tag `latest`, or neither tag nor digest. A colon before the last slash is that of
 * the registry's port.
 */
function isLatest(image: unknown): boolean {
  if (typeof image !== 'string' || image.includes('@')) return false;
  const tag = image.slice(image.lastIndexOf('/') + 1).split(':')[1];
  return tag === undefined || tag === 'latest';
}

function canonicalVariable(variable: unknown): unknown {
  return map(withoutDefaults(variable, { value: '' }), {
    valueFrom: (source) =>
      map(source, {
        fieldRef: canonicalFieldReference,
        resourceFieldRef: canonicalResourceField,
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
