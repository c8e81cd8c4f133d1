import type { IntOrPercent } from '../model/int-or-percent';
import type { RolloutStrategy } from '../model/deployment-change';
import type { CustomNames } from './custom-names';
import type { LabelIndex } from './label-index';
import type { MadeSecrets } from './made-secrets';
import type { Labels, LabelSelector } from './label-selector';
import type { LiveStatus } from './live-status';
import type { ManifestSource } from './manifest';
import type { PodFacts } from './read-pod';
import type { Unread } from './unread';

/** The fields that all objects of a state have. */
export interface StateObject {
  readonly kind: string;
  /** The namespace, or `default` if the manifest states none. */
  readonly namespace: string;
  /** Whether the manifest states the namespace. If not, it is decided when the manifest is applied. */
  readonly namespaceStated: boolean;
  readonly name: string;
  /** `namespace/name`, which no two objects of one kind share. */
  readonly key: string;
  readonly annotations: Labels;
  /** The Argo CD sync wave, 0 if none is stated. */
  readonly wave: number;
  /** Whether it comes from an API server, which fills in fields. @default false */
  readonly live?: boolean;
  /** Whether another object owns it, so that tools that apply manifests don't remove it. @default false */
  readonly owned?: boolean;
  readonly source?: ManifestSource;
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly number?: number;
  readonly name?: string;
  /** @default TCP */
  readonly protocol?: string;
}

/** The pods that an object creates. */
export interface PodTemplate {
  readonly labels: Labels;
  /** A key that is equal for equal templates: Kubernetes replaces the pods when it changes. It is computed on demand. */
  readonly fingerprint: string;
  /** The images by container: `web=web:1.2.0`. */
  readonly images: Readonly<Record<string, string>>;
  readonly ports: ContainerPort[];
  /** The ConfigMaps and Secrets that the pods can't start without: `ConfigMap name`. */
  readonly configs: string[];
  /** Probes, volumes and other facts that decide whether a pod starts, becomes ready and shuts down cleanly. */
  readonly pod: PodFacts;
}

/** A Deployment, or a StatefulSet or DaemonSet, which the model rolls out differently. */
export interface DeploymentState extends StateObject {
  /** The labels of its pods, for the index. */
  readonly labels: Labels;
  /** `spec.replicas`, if it is stated. */
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly strategy: RolloutStrategy;
  /** Whether it states bounds for a rolling update, even if its strategy ignores them. */
  readonly statesRollingUpdate: boolean;
  readonly paused: boolean;
  /** In seconds. @default 0 */
  readonly minReadySeconds: number;
  /** In seconds. @default 600 */
  readonly progressDeadlineSeconds: number;
  /** Further immutable fields by name, as keys that are equal for equal values. */
  readonly immutable: Readonly<Record<string, string>>;
  /** A key that is equal for DaemonSets whose pods run on the same nodes. @default - it is not a DaemonSet */
  readonly placement?: string;
  /** Whether its labels name this library as its maker. */
  readonly ours: boolean;
  /** Its live status, if it was read from an API server. */
  readonly status?: LiveStatus;
}

export interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  /** A number, or the name of a container port. */
  readonly targetPort?: number | string;
  /** The port on each node, if it is stated. */
  readonly nodePort?: number;
  /** @default TCP */
  readonly protocol?: string;
}

export interface ServiceState extends StateObject {
  /** `undefined` if the Service doesn't select pods: it has no selector, or is of type ExternalName. */
  readonly selector?: LabelSelector;
  /** Whether it is of type ExternalName: an alias of a host, without endpoints. */
  readonly externalName: boolean;
  readonly ports: ServicePort[];
  /** Whether it serves users. The Services for tests, of any role, don't. */
  readonly servesUsers: boolean;
  /** Whether it has no cluster IP. */
  readonly headless: boolean;
  /** Whether each client stays on one pod. */
  readonly clientAffinity: boolean;
  /** The traffic policies that are `Local`, by field. */
  readonly localTraffic: string[];
  /** `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`. */
  readonly type: string;
  /** `spec.clusterIP`, if it is stated. */
  readonly clusterIP?: string;
  readonly loadBalancerClass?: string;
  /** Further fields, as they are stated. Only the checks of the API server's validation read these. */
  readonly stated: StatedServiceFields;
  /** Whether pods are endpoints before they are ready. */
  readonly publishNotReady: boolean;
  /** `PreferClose`, `PreferSameZone` or `PreferSameNode`, if it is stated. */
  readonly trafficDistribution?: string;
}

/** Fields of a Service that depend on its type or on each other. */
export interface StatedServiceFields {
  readonly clusterIPs: string[];
  /** `IPv4` or `IPv6`, the family of the first address first. */
  readonly ipFamilies: string[];
  readonly ipFamilyPolicy?: string;
  readonly externalIPs: string[];
  /** The host that an ExternalName stands for. */
  readonly externalName?: string;
  readonly externalTrafficPolicy?: string;
  readonly internalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly sessionAffinity?: string;
  /** The time that a client stays on its pod, in seconds. */
  readonly affinitySeconds?: number;
  /** Whether it restricts the clients of its load balancer, by field or annotation. */
  readonly sourceRanges: boolean;
}

export interface AutoscalerState extends StateObject {
  readonly targetKind: string;
  readonly targetName: string;
  /** @default 1 */
  readonly min: number;
  readonly max: number;
  /** Whether it has a metric that exists without pods, which scaling to 0 requires. */
  readonly scalesToZero: boolean;
  /** The longest stabilization window that it states, in seconds. @default - it states none */
  readonly windowSeconds?: number;
  /** The lowest utilization that it states as a target, in percent. @default - it states none */
  readonly utilization?: number;
  /** The targets that it scales by: a key that is equal for equal metrics and tolerances. */
  readonly target: string;
}

export interface DisruptionBudgetState extends StateObject {
  readonly selector?: LabelSelector;
  readonly minAvailable?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
}

/** An object that sends requests to Services: an Ingress, or a route of the Gateway API. */
export interface RouteState extends StateObject {
  /** The keys of the Services. */
  readonly backends: string[];
  /** One entry for each host and path, or match, in the order of the manifest. */
  readonly rules: RouteRule[];
  /** The Ingress class or the names of the Gateways. */
  readonly via: string[];
}

/** A host and path, or a match of the Gateway API, and the Services that serve it. */
export interface RouteRule {
  /** A readable key that is equal for equal rules: `shop.example.com/cart`. */
  readonly match: string;
  readonly backends: RouteBackend[];
}

/** A Service that a route sends requests to. */
export interface RouteBackend {
  /** The key of the Service. */
  readonly service: string;
  /** The port of the Service, by number or name. */
  readonly port?: number | string;
  /** @default 1 */
  readonly weight: number;
}

/** An object of a custom kind that routes requests. */
export interface CustomRoute {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Its routing rules as a string to compare, or `undefined` if they can't be compared. */
  readonly rules: string | undefined;
  /** The file of the object. @default - the object was not read from text */
  readonly file?: string;
  readonly line?: number;
}

/** A PersistentVolumeClaim. */
export interface ClaimState extends StateObject {
  readonly accessModes: string[];
}

/** A ResourceQuota: the most that a namespace may use, by resource, in billionths. */
export interface QuotaState extends StateObject {
  readonly hard: Readonly<Record<string, bigint>>;
  /** Whether it counts only some pods of the namespace. */
  readonly scoped: boolean;
}

/** A NetworkPolicy: the pods that it isolates from clients, and the clients that it lets in. */
export interface NetworkPolicyState extends StateObject {
  readonly selector: LabelSelector;
  /** Whether it applies to incoming traffic. */
  readonly ingress: boolean;
  /** The clients that it lets in. A rule without peers lets in everyone, a rule without ports opens all ports. */
  readonly rules: NetworkPolicyRule[];
  /** Whether it states the pods that it applies to. */
  readonly readable: boolean;
}

export interface NetworkPolicyRule {
  /** The peers, as keys that are equal for equal peers. */
  readonly from: string[];
  readonly ports: NetworkPolicyPort[];
}

export interface NetworkPolicyPort {
  readonly port?: number | string;
  readonly endPort?: number | string;
  readonly protocol: string;
}

/** Any other object that creates pods (a Job, an Argo Rollout): its pods exist, but their number is unknown. */
export interface WorkloadState extends StateObject {
  readonly labels: Labels;
}

/** All objects of one committed state that the rules look at, by `namespace/name`, in the order of the manifests. */
export interface ManifestState {
  readonly deployments: ReadonlyMap<string, DeploymentState>;
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly autoscalers: ReadonlyMap<string, AutoscalerState>;
  readonly budgets: ReadonlyMap<string, DisruptionBudgetState>;
  /** The routes, by `kind namespace/name`. */
  readonly routes: ReadonlyMap<string, RouteState>;
  /** The workloads, by `kind namespace/name`. */
  readonly workloads: ReadonlyMap<string, WorkloadState>;
  /** ConfigMaps and Secrets, by `kind namespace/name`. */
  readonly configs: ReadonlyMap<string, StateObject>;
  /** The namespaces, by name. */
  readonly namespaces: ReadonlyMap<string, StateObject>;
  readonly claims: ReadonlyMap<string, ClaimState>;
  readonly quotas: ReadonlyMap<string, QuotaState>;
  readonly networkPolicies: ReadonlyMap<string, NetworkPolicyState>;
  /** The names of all custom resources. Their operators may create pods. */
  readonly customNames: CustomNames;
  /**
   * The Secrets that custom resources make under a name that they state. Those with the name of their maker follow from
   * `customNames`.
   */
  readonly madeSecrets: MadeSecrets;
  readonly customRoutes: readonly CustomRoute[];
  /** The classes of Gateways of the Gateway API, by `namespace/name`. */
  readonly gatewayClasses: ReadonlyMap<string, string>;
  /** The controllers of IngressClasses and GatewayClasses, by `kind name`. */
  readonly classControllers: ReadonlyMap<string, string>;
  readonly deploymentsByLabel: LabelIndex<DeploymentState>;
  readonly workloadsByLabel: LabelIndex<WorkloadState>;
  /** The contents of the input that could not be read. Always empty in strict mode. */
  readonly unread: Unread;
}

/** Returns all objects that rules may report on, kind by kind. */
export function objectsOf(state: ManifestState): StateObject[] {
  const { deployments, services, autoscalers, budgets, routes, configs } = state;
  return [deployments, services, autoscalers, budgets, routes, configs].flatMap((objects): StateObject[] => [
    ...objects.values(),
  ]);
}
