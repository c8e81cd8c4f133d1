import type { IntOrPercent } from '../model/int-or-percent';
import type { RolloutStrategy } from '../model/deployment-change';
import type { LabelIndex } from './label-index';
import type { Labels, LabelSelector } from './label-selector';
import type { ManifestSource } from './manifest';
import type { PodFacts } from './read-pod';
import type { Unread } from './unread';

/** What all objects of a state have. */
export interface StateObject {
  readonly kind: string;
  /** `default` where it was left out. */
  readonly namespace: string;
  /** Whether the manifest states the namespace: otherwise whoever applies it decides. */
  readonly namespaceStated: boolean;
  readonly name: string;
  /** `namespace/name`: no two objects of one kind share it. */
  readonly key: string;
  readonly annotations: Labels;
  /** The Argo CD sync wave, 0 where none is stated. */
  readonly wave: number;
  readonly source?: ManifestSource;
}

/** A port that a container says it listens on. */
export interface ContainerPort {
  readonly number?: number;
  readonly name?: string;
  /** @default TCP */
  readonly protocol?: string;
}

/** The pods that an object makes. */
export interface PodTemplate {
  readonly labels: Labels;
  /** Equal for equal templates: Kubernetes replaces the pods when it changes. */
  readonly fingerprint: string;
  /** The images by container: `web=web:1.2.0`. */
  readonly images: Readonly<Record<string, string>>;
  readonly ports: ContainerPort[];
  /** The ConfigMaps and Secrets that the pods can't start without: `ConfigMap name`. */
  readonly configs: string[];
  /** Probes, volumes and what else decides whether a pod starts, is ready and ends well. */
  readonly pod: PodFacts;
}

/** A Deployment, or a StatefulSet, which the model rolls out in its own way. */
export interface DeploymentState extends StateObject {
  /** The labels of its pods, for the index. */
  readonly labels: Labels;
  /** `spec.replicas`, where it is stated. */
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly strategy: RolloutStrategy;
  readonly paused: boolean;
  /** In seconds. @default 0 */
  readonly minReadySeconds: number;
  /** In seconds. @default 600 */
  readonly progressDeadlineSeconds: number;
  /** Further fields that can't change, by name, as texts that are equal for equal values. */
  readonly immutable: Readonly<Record<string, string>>;
  /** Whether its labels say that this library made it. */
  readonly ours: boolean;
}

export interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  /** A number, or the name of a container port. */
  readonly targetPort?: number | string;
  /** The port on each node, where it is stated. */
  readonly nodePort?: number;
  /** @default TCP */
  readonly protocol?: string;
}

export interface ServiceState extends StateObject {
  /** Nothing where the Service does not select pods: it has none, or is of type ExternalName. */
  readonly selector?: LabelSelector;
  /** Whether it is of type ExternalName: another name for a host, without endpoints. */
  readonly externalName: boolean;
  readonly ports: ServicePort[];
  /** Whether it is there for tests, and serves no users. */
  readonly preview: boolean;
  /** Whether it has no address of its own. */
  readonly headless: boolean;
  /** Whether a client stays on its pod. */
  readonly clientAffinity: boolean;
  /** The traffic policies that are `Local`, by field. */
  readonly localTraffic: string[];
  /** `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`. */
  readonly type: string;
  /** `spec.clusterIP`, where it is stated. */
  readonly clusterIP?: string;
  readonly loadBalancerClass?: string;
  /** Whether pods are endpoints before they are ready. */
  readonly publishNotReady: boolean;
  /** `PreferClose`, `PreferSameZone` or `PreferSameNode`, where it is stated. */
  readonly trafficDistribution?: string;
}

export interface AutoscalerState extends StateObject {
  readonly targetKind: string;
  readonly targetName: string;
  /** @default 1 */
  readonly min: number;
  readonly max: number;
  /** What it scales by: a text that is equal for equal metrics and tolerances. */
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
  /** For people, and equal for equal rules: `shop.example.com/cart`. */
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

/** An object of a kind that Kubernetes itself does not know. */
export interface CustomResource {
  readonly kind: string;
  readonly name: string;
}

/** A PersistentVolumeClaim. */
export interface ClaimState extends StateObject {
  readonly accessModes: string[];
}

/** A ResourceQuota: the most that a namespace may use, by resource, in billionths. */
export interface QuotaState extends StateObject {
  readonly hard: Readonly<Record<string, bigint>>;
  /** Whether it counts some pods of the namespace only. */
  readonly scoped: boolean;
}

/** A NetworkPolicy: whose pods it isolates from clients, and whom it lets in. */
export interface NetworkPolicyState extends StateObject {
  readonly selector: LabelSelector;
  /** Whether it is about incoming traffic. */
  readonly ingress: boolean;
  /** Whom it lets in. A rule without peers lets in everyone, a rule without ports opens all ports. */
  readonly rules: NetworkPolicyRule[];
  /** Whether it states which pods it is about. */
  readonly readable: boolean;
}

export interface NetworkPolicyRule {
  /** The peers, as texts that are equal for equal peers. */
  readonly from: string[];
  readonly ports: NetworkPolicyPort[];
}

export interface NetworkPolicyPort {
  readonly port?: number | string;
  readonly endPort?: number | string;
  readonly protocol: string;
}

/** Any other object that makes pods (a StatefulSet, a Job, an Argo Rollout): its pods are there, their number unknown. */
export interface WorkloadState extends StateObject {
  readonly labels: Labels;
}

/** Everything of one committed state that the rules look at, by `namespace/name`, in the order of the manifests. */
export interface ManifestState {
  readonly deployments: ReadonlyMap<string, DeploymentState>;
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly autoscalers: ReadonlyMap<string, AutoscalerState>;
  readonly budgets: ReadonlyMap<string, DisruptionBudgetState>;
  /** By `kind namespace/name`. */
  readonly routes: ReadonlyMap<string, RouteState>;
  /** By `kind namespace/name`. */
  readonly workloads: ReadonlyMap<string, WorkloadState>;
  /** ConfigMaps and Secrets, by `kind namespace/name`. */
  readonly configs: ReadonlyMap<string, StateObject>;
  /** By name. */
  readonly namespaces: ReadonlyMap<string, StateObject>;
  readonly claims: ReadonlyMap<string, ClaimState>;
  readonly quotas: ReadonlyMap<string, QuotaState>;
  readonly networkPolicies: ReadonlyMap<string, NetworkPolicyState>;
  /** Custom resources, whose operator may make pods, by namespace. */
  readonly customResources: ReadonlyMap<string, readonly CustomResource[]>;
  /** The classes of Gateways of the Gateway API, by `namespace/name`. */
  readonly gatewayClasses: ReadonlyMap<string, string>;
  readonly deploymentsByLabel: LabelIndex<DeploymentState>;
  readonly workloadsByLabel: LabelIndex<WorkloadState>;
  /** What stands beside these objects and could not be read. Nothing does where the reading is strict. */
  readonly unread: Unread;
}

/** Returns all objects that rules may speak of, kind by kind. */
export function objectsOf(state: ManifestState): StateObject[] {
  const { deployments, services, autoscalers, budgets, routes, configs } = state;
  return [deployments, services, autoscalers, budgets, routes, configs].flatMap((objects): StateObject[] => [
    ...objects.values(),
  ]);
}
