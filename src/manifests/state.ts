import type { IntOrPercent } from '../model/int-or-percent';
import type { RolloutStrategy } from '../model/deployment-change';
import type { LabelIndex } from './label-index';
import type { Labels, LabelSelector } from './label-selector';
import type { ManifestSource } from './manifest';

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
}

export interface DeploymentState extends StateObject {
  /** The labels of its pods, for the index. */
  readonly labels: Labels;
  /** `spec.replicas`, where it is stated. */
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly strategy: RolloutStrategy;
  readonly paused: boolean;
}

export interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  /** A number, or the name of a container port. */
  readonly targetPort?: number | string;
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
}

export interface AutoscalerState extends StateObject {
  readonly targetKind: string;
  readonly targetName: string;
  /** @default 1 */
  readonly min: number;
  readonly max: number;
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
  readonly deploymentsByLabel: LabelIndex<DeploymentState>;
  readonly workloadsByLabel: LabelIndex<WorkloadState>;
}

/** Returns all objects that rules may speak of, kind by kind. */
export function objectsOf(state: ManifestState): StateObject[] {
  const { deployments, services, autoscalers, budgets, routes, configs } = state;
  return [deployments, services, autoscalers, budgets, routes, configs].flatMap((objects): StateObject[] => [
    ...objects.values(),
  ]);
}
