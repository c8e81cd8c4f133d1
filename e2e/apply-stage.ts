import type { Cluster } from './cluster';
import { DEPLOYMENTS, isOf, type KubeObject } from './kinds';

/**
 * Replaces one stage by another, as a GitOps agent does: it applies all objects, and removes those that are no longer
 * part of the stage. Nothing waits for anything else, so every order must be safe.
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

/** Returns the objects of a stage in the namespace of the cluster instead of the one that they state. */
export function inNamespace({ namespace }: Cluster, objects: KubeObject[]): KubeObject[] {
  return objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}

/** Returns the replicas of each Deployment of a stage, by its name. */
export function replicasOf(objects: KubeObject[]): Map<string, number> {
  const deployments = objects.filter((object) => isOf(DEPLOYMENTS, object));
  return new Map(
    deployments.map((object) => [
      object.metadata.name,
      (object as KubeObject & { spec: { replicas?: number } }).spec.replicas ?? 1,
    ]),
  );
}
