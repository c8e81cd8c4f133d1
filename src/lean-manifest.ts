import type { ApiObject } from 'cdk8s';

/** A manifest, or a part of one, as it is written to YAML. */
type Json = Record<string, unknown>;

/** What Kubernetes fills in where a field is left out. cdk8s-plus writes much of it out; a reviewer need not read it. */
const DEPLOYMENT_DEFAULTS: Json = { minReadySeconds: 0, progressDeadlineSeconds: 600, revisionHistoryLimit: 10 };
const ROLLING_UPDATE_DEFAULTS: Json = { maxSurge: '25%', maxUnavailable: '25%' };
const POD_DEFAULTS: Json = {
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
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

/**
 * Makes an API object render without the lines that say only what Kubernetes would do anyway. `toJson` is the last step
 * before YAML, so that this also covers what is added to the construct later.
 */
export function renderLean(apiObject: ApiObject, lean: (manifest: Json) => void): void {
  const toJson = apiObject.toJson.bind(apiObject) as () => Json;
  apiObject.toJson = () => {
    const manifest = toJson();
    lean(manifest);
    return manifest;
  };
}

/** Removes what a Deployment says by default. */
export function leanDeployment(manifest: Json): void {
  const spec = part(manifest.spec);
  dropDefaults(spec, DEPLOYMENT_DEFAULTS);
  leanStrategy(spec);
  const pod = part(part(spec.template).spec);
  dropDefaults(pod, POD_DEFAULTS);
  const podSecurity = part(pod.securityContext);
  const runAsNonRoot = podSecurity.runAsNonRoot ?? false;
  dropDefaults(podSecurity, POD_SECURITY_DEFAULTS);
  dropIfEmpty(pod, 'securityContext');
  for (const container of [...list(pod.containers), ...list(pod.initContainers)]) {
    leanContainer(container, runAsNonRoot);
  }
}

/** Removes what a Service says by default. */
export function leanService(manifest: Json): void {
  const spec = part(manifest.spec);
  dropDefaults(spec, SERVICE_DEFAULTS);
  dropIfEmpty(spec, 'externalIPs');
  for (const port of list(spec.ports)) {
    dropDefaults(port, { protocol: 'TCP', targetPort: port.port });
  }
}

function leanStrategy(spec: Json): void {
  const strategy = part(spec.strategy);
  if (strategy.type !== 'RollingUpdate') return;
  delete strategy.type;
  dropDefaults(part(strategy.rollingUpdate), ROLLING_UPDATE_DEFAULTS);
  dropIfEmpty(strategy, 'rollingUpdate');
  dropIfEmpty(spec, 'strategy');
}

function leanContainer(container: Json, podRunsAsNonRoot: unknown): void {
  const security = part(container.securityContext);
  dropDefaults(security, { ...CONTAINER_SECURITY_DEFAULTS, runAsNonRoot: podRunsAsNonRoot });
  dropIfEmpty(container, 'securityContext');
  for (const port of list(container.ports)) dropDefaults(port, { protocol: 'TCP' });
  for (const name of ['readinessProbe', 'livenessProbe', 'startupProbe']) {
    const probe = part(container[name]);
    dropDefaults(probe, PROBE_DEFAULTS);
    dropDefaults(part(probe.httpGet), { scheme: 'HTTP' });
  }
}

function dropDefaults(target: Json, defaults: Json): void {
  for (const [field, value] of Object.entries(defaults)) {
    if (target[field] === value) Reflect.deleteProperty(target, field);
  }
}

function dropIfEmpty(target: Json, field: string): void {
  const value = target[field];
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) {
    Reflect.deleteProperty(target, field);
  }
}

/** A part that may be missing, as an object whose fields can be asked for. */
function part(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
