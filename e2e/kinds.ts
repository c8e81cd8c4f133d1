/** A kind of objects. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A Kubernetes object, with the fields that the suite reads. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly ownerReferences?: { readonly kind: string; readonly name: string }[];
  readonly deletionTimestamp?: string;
}

export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly template: PodTemplate;
    readonly [field: string]: unknown;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
  };
}

export interface PodTemplate {
  readonly metadata?: { readonly labels?: Record<string, string> };
  readonly spec: PodSpec;
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly schedulerName?: string;
  readonly containers: { readonly name: string; readonly image?: string }[];
  readonly [field: string]: unknown;
}

export interface Pod extends KubeObject {
  readonly spec: PodSpec;
  readonly status?: { readonly conditions?: { readonly type: string; readonly status: string }[] };
}

export interface Service extends KubeObject {
  readonly spec: { readonly selector?: Record<string, string> };
}

export interface EndpointSlice extends KubeObject {
  /** The endpoints. The server writes `null` if there are none. */
  readonly endpoints?: Endpoint[] | null;
}

export interface Endpoint {
  /** The conditions. An endpoint without `ready` is ready. */
  readonly conditions?: { readonly ready?: boolean };
  readonly targetRef?: { readonly kind?: string; readonly name?: string };
}

export const DEPLOYMENTS: Resource = { apiVersion: 'apps/v1', kind: 'Deployment' };
export const PODS: Resource = { apiVersion: 'v1', kind: 'Pod' };
export const SERVICES: Resource = { apiVersion: 'v1', kind: 'Service' };
export const ENDPOINT_SLICES: Resource = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' };

export function isOf(resource: Resource, object: KubeObject): boolean {
  return object.apiVersion === resource.apiVersion && object.kind === resource.kind;
}

/** Reports whether a pod serves: its readiness probe succeeds, and it is not being deleted. */
export function isServing({ metadata, status }: Pod): boolean {
  const ready = status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True');
  return metadata.deletionTimestamp === undefined && ready === true;
}

/**
 * Returns the name of the Deployment of a pod. The name of its ReplicaSet contains the Deployment's name and a hash of
 * the template.
 */
export function deploymentOf({ metadata }: Pod): string {
  const replicaSet = metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')?.name ?? metadata.name;
  const hash = metadata.labels?.['pod-template-hash'];
  return hash !== undefined && replicaSet.endsWith(`-${hash}`) ? replicaSet.slice(0, -hash.length - 1) : replicaSet;
}
