import type { Cluster } from './cluster';
import { DEPLOYMENTS, isOf, type KubeObject } from './kinds';

/**
 * Puts one stage in the place of another, as a GitOps agent does: everything is applied, and what the stage no longer has is
 * removed. Nothing waits for anything else: all orders must be safe.
 */
export async function applyStage(
  cluster: Cluster,
  before: KubeObject[],
  after: KubeObject[],
  order: (work: (() => Promise<void>)[]) => (() => Promise<void>)[] = (work) => work,
): Promise<void> {
  const kept = new Set(after.map(keyOf));
  const gone = before.filter((object) => !kept.has(keyOf(object)));
  const work = [
    ...after.map((object) => async () => cluster.apply(object)),
    ...gone.map((object) => async () => cluster.remove(object)),
  ];
  await Promise.all(order(work).map(async (run) => run()));
}

function keyOf({ apiVersion, kind, metadata }: KubeObject): string {
  return `${apiVersion} ${kind} ${metadata.name}`;
}

/** The objects of a stage in the namespace of the cluster, whatever namespace they are committed for. */
export function inNamespace({ namespace }: Cluster, objects: KubeObject[]): KubeObject[] {
  return objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}

/** How many pods the Deployments of a stage ask for. */
export function replicasOf(objects: KubeObject[]): Map<string, number> {
  const deployments = objects.filter((object) => isOf(DEPLOYMENTS, object));
  return new Map(
    deployments.map((object) => [
      object.metadata.name,
      (object as KubeObject & { spec: { replicas?: number } }).spec.replicas ?? 1,
    ]),
  );
}
