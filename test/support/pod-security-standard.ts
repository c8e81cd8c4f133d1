/**
 * The Pod Security Standard *restricted*, as the admission controller of Kubernetes enforces it. Each rule has the name
 * of its file there.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @see https://github.com/kubernetes/pod-security-admission/tree/master/policy
 */

interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly add?: string[]; readonly drop?: string[] };
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: { readonly type: string };
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string };
  readonly sysctls?: { readonly name: string }[];
  readonly windowsOptions?: { readonly hostProcess?: boolean };
  readonly appArmorProfile?: { readonly type: string };
}

interface Handler {
  readonly httpGet?: { readonly host?: string };
  readonly tcpSocket?: { readonly host?: string };
}

interface Container {
  readonly name: string;
  readonly livenessProbe?: Handler;
  readonly readinessProbe?: Handler;
  readonly startupProbe?: Handler;
  readonly lifecycle?: { readonly postStart?: Handler; readonly preStop?: Handler };
  readonly ports?: { readonly hostPort?: number }[];
  readonly securityContext?: SecurityContext;
}

/** The specification of a pod, as far as the rules read it. */
export interface PodSpec {
  readonly containers: Container[];
  readonly initContainers?: Container[];
  readonly hostIPC?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly securityContext?: SecurityContext;
  readonly volumes?: Readonly<Record<string, unknown>>[];
}

type Rule = (pod: PodSpec, containers: Container[], contexts: SecurityContext[]) => boolean;

const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const CAPABILITIES = new Set(['NET_BIND_SERVICE']);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

const isSeccompProfile = (type: string | undefined): boolean => type === 'RuntimeDefault' || type === 'Localhost';

/** The rules, which report whether a pod obeys them. `contexts` are those of the pod and of all its containers. */
const RULES: Readonly<Record<string, Rule>> = {
  // The standard "baseline", which "restricted" includes.
  hostProcess: (_, __, contexts) => contexts.every(({ windowsOptions }) => windowsOptions?.hostProcess !== true),
  hostNamespaces: ({ hostIPC, hostNetwork, hostPID }) => ![hostIPC, hostNetwork, hostPID].includes(true),
  privileged: (_, __, contexts) => contexts.every(({ privileged }) => privileged !== true),
  hostPorts: (_, containers) => containers.every(({ ports = [] }) => ports.every(({ hostPort = 0 }) => hostPort === 0)),
  appArmorProfile: (_, __, contexts) => contexts.every(({ appArmorProfile }) => appArmorProfile?.type !== 'Unconfined'),
  seLinuxOptions: (_, __, contexts) =>
    contexts.every(
      ({ seLinuxOptions: { type = '', user = '', role = '' } = {} }) =>
        SELINUX_TYPES.includes(type) && user === '' && role === '',
    ),
  procMount: (_, __, contexts) => contexts.every(({ procMount = 'Default' }) => procMount === 'Default'),
  // Since Kubernetes 1.34.
  hostProbesAndHostLifecycle: (_, containers) =>
    containers.every(({ livenessProbe, readinessProbe, startupProbe, lifecycle }) =>
      [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].every(
        (handler) => (handler?.httpGet?.host ?? '') === '' && (handler?.tcpSocket?.host ?? '') === '',
      ),
    ),
  sysctls: ({ securityContext }) => (securityContext?.sysctls ?? []).every(({ name }) => SYSCTLS.has(name)),
  // Only "restricted".
  restrictedVolumes: ({ volumes = [] }) =>
    volumes.every((volume) => Object.keys(volume).every((field) => field === 'name' || VOLUMES.has(field))),
  allowPrivilegeEscalation: (_, containers) =>
    containers.every(({ securityContext }) => securityContext?.allowPrivilegeEscalation === false),
  runAsNonRoot: (pod, containers) =>
    containers.every(
      ({ securityContext }) => (securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) === true,
    ),
  runAsUser: (_, __, contexts) => contexts.every(({ runAsUser }) => runAsUser !== 0),
  seccompProfile: (pod, containers) =>
    containers.every(({ securityContext }) =>
      isSeccompProfile((securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile)?.type),
    ),
  capabilities: (_, containers) =>
    containers.every(
      ({ securityContext: { capabilities: { add = [], drop = [] } = {} } = {} }) =>
        drop.includes('ALL') && add.every((name) => CAPABILITIES.has(name)),
    ),
};

export const RESTRICTED_RULES = Object.keys(RULES);

/** Returns the rules that a pod breaks. A namespace under *restricted* admits only pods that break none. */
export function brokenRules(pod: PodSpec): string[] {
  const containers = [...pod.containers, ...(pod.initContainers ?? [])];
  const contexts = [pod.securityContext ?? {}, ...containers.map(({ securityContext = {} }) => securityContext)];
  return Object.entries(RULES)
    .filter(([, obeys]) => !obeys(pod, containers, contexts))
    .map(([name]) => name);
}

/**
 * Returns the reason why the kubelet does not start a container that must not run as root.
 *
 * @param imageUser the user that the image states, a number or a name; an empty string for root
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context.go
 * verifyRunAsNonRoot
 */
export function startError(pod: PodSpec, name: string, imageUser: string): string | undefined {
  const own = pod.containers.find((container) => container.name === name)?.securityContext ?? {};
  const { runAsNonRoot, runAsUser } = { ...pod.securityContext, ...own };
  if (runAsNonRoot !== true) return undefined;
  if (runAsUser !== undefined) {
    return runAsUser === 0 ? "container's runAsUser breaks non-root policy" : undefined;
  }
  if (/^\d+$/.test(imageUser)) {
    return Number(imageUser) === 0 ? 'container has runAsNonRoot and image will run as root' : undefined;
  }
  if (imageUser === '') return 'container has runAsNonRoot and image will run as root';
  return `container has runAsNonRoot and image has non-numeric user (${imageUser}), cannot verify user is non-root`;
}
