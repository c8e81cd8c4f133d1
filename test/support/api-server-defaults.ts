/**
 * The fields that the API server fills in are written from the reference of the Kubernetes API (apps/v1, core/v1;
 * "default" of each field). They are neither recorded nor related to the way in which the checker compares templates.
 */
type Fields = Record<string, unknown>;

interface Container extends Fields {
  readonly image: string;
}

/** Returns an object as the API server returns it after creation, without its status. */
export function asStored(object: object): object {
  const { spec = {}, metadata = {}, ...rest } = structuredClone(object) as { spec?: Fields; metadata?: Fields };
  return {
    ...rest,
    metadata: {
      ...metadata,
      creationTimestamp: '2026-11-28T10:00:00Z',
      generation: 1,
      resourceVersion: '743',
      uid: '55c8bb00-d7ab-4b5c-b8c7-db9fdb8dfeda',
    },
    spec: storedSpec((object as { kind?: string }).kind ?? '', spec),
  };
}

function storedSpec(kind: string, spec: Fields): Fields {
  switch (kind) {
    case 'Deployment':
      return {
        progressDeadlineSeconds: 600,
        replicas: 1,
        revisionHistoryLimit: 10,
        ...spec,
        strategy: storedStrategy((spec.strategy ?? {}) as Fields),
        template: storedTemplate(spec.template as Fields),
      };
    case 'Service':
      return {
        clusterIP: '10.96.12.7',
        clusterIPs: ['10.96.12.7'],
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        sessionAffinity: 'None',
        type: 'ClusterIP',
        ...spec,
        ports: ((spec.ports ?? []) as Fields[]).map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port })),
      };
    default:
      return spec;
  }
}

function storedStrategy(strategy: Fields): Fields {
  if (strategy.type === 'Recreate') return strategy;
  const rollingUpdate = { maxSurge: '25%', maxUnavailable: '25%', ...(strategy.rollingUpdate as Fields | undefined) };
  return { type: 'RollingUpdate', ...strategy, rollingUpdate };
}

function storedTemplate({ metadata, spec }: Fields): Fields {
  const pod = spec as Fields;
  return {
    metadata: { creationTimestamp: null, ...(metadata as Fields) },
    spec: {
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
      ...pod,
      ...(pod.serviceAccountName === undefined ? {} : { serviceAccount: pod.serviceAccountName }),
      containers: (pod.containers as Container[]).map(storedContainer),
      ...(pod.initContainers === undefined
        ? {}
        : { initContainers: (pod.initContainers as Container[]).map(storedContainer) }),
      ...(pod.volumes === undefined ? {} : { volumes: (pod.volumes as Fields[]).map(storedVolume) }),
    },
  };
}

function storedContainer(container: Container): Fields {
  const isLatest = /(?:^|\/)[^:@/]+$|:latest$/.test(container.image);
  const { limits, requests } = (container.resources ?? {}) as { limits?: Fields; requests?: Fields };
  const resources = {
    ...(limits === undefined ? {} : { limits }),
    ...(limits === undefined && requests === undefined ? {} : { requests: { ...limits, ...requests } }),
  };
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].filter((name) => container[name] !== undefined);
  return {
    imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...container,
    resources,
    ...Object.fromEntries(probes.map((name) => [name, storedProbe(container[name] as Fields)])),
    ...(container.ports === undefined
      ? {}
      : { ports: (container.ports as Fields[]).map((port) => ({ protocol: 'TCP', ...port })) }),
    ...(container.env === undefined ? {} : { env: (container.env as Fields[]).map(storedVariable) }),
  };
}

function storedProbe(probe: Fields): Fields {
  const { httpGet, grpc } = probe as { httpGet?: Fields; grpc?: Fields };
  return {
    failureThreshold: 3,
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
    ...probe,
    ...(httpGet === undefined ? {} : { httpGet: { path: '/', scheme: 'HTTP', ...httpGet } }),
    ...(grpc === undefined ? {} : { grpc: { service: '', ...grpc } }),
  };
}

/** Returns an environment variable as it is stored, without an empty value. */
function storedVariable({ name, value, valueFrom }: Fields): Fields {
  const { fieldRef, resourceFieldRef } = (valueFrom ?? {}) as { fieldRef?: Fields; resourceFieldRef?: Fields };
  const source = {
    ...(valueFrom as Fields | undefined),
    ...(fieldRef === undefined ? {} : { fieldRef: { apiVersion: 'v1', ...fieldRef } }),
    ...(resourceFieldRef === undefined ? {} : { resourceFieldRef: { divisor: '0', ...resourceFieldRef } }),
  };
  return {
    name,
    ...(value === '' || value === undefined ? {} : { value }),
    ...(valueFrom === undefined ? {} : { valueFrom: source }),
  };
}

function storedVolume(volume: Fields): Fields {
  const sources = Object.keys(volume).filter((key) => key !== 'name');
  const withMode = ['configMap', 'secret', 'projected', 'downwardAPI'].filter((key) => volume[key] !== undefined);
  return {
    ...(sources.length === 0 ? { emptyDir: {} } : {}),
    ...volume,
    ...Object.fromEntries(withMode.map((key) => [key, { defaultMode: 420, ...(volume[key] as Fields) }])),
  };
}
