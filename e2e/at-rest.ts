import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster';
import type { EndpointWatch } from './endpoint-watch';
import {
  type Deployment,
  deploymentOf,
  DEPLOYMENTS,
  isOf,
  isServing,
  type KubeObject,
  type Pod,
  PODS,
  type Service,
  SERVICES,
} from './kinds';

export interface Waiting {
  /** Reports whether to wait for a Deployment or a Service. @default - waits for all in the namespace */
  readonly isOwn?: (name: string) => boolean;
  /** @default 120 */
  readonly timeoutSeconds?: number;
}

const POLL_MILLISECONDS = 100;

/**
 * Waits until a stage is at rest, as its plan states: each Deployment is rolled out, the EndpointSlices of each Service
 * contain exactly the pods that serve, and all other pods of the namespace are gone.
 *
 * @throws with the remaining problems if it takes too long
 */
export async function waitUntilAtRest(
  cluster: Cluster,
  watch: EndpointWatch,
  stage: KubeObject[],
  { isOwn = () => true, timeoutSeconds = 120 }: Waiting = {},
): Promise<void> {
  const deadline = Date.now() + 1000 * timeoutSeconds;
  for (;;) {
    const problems = await unrest(cluster, watch, stage, isOwn);
    if (problems.length === 0) return;
    if (Date.now() > deadline) throw new Error(`not at rest after ${timeoutSeconds} s: ${problems.join('; ')}`);
    await sleep(POLL_MILLISECONDS);
  }
}

/** Returns a sentence for each change that is still under way. */
export async function unrest(
  cluster: Cluster,
  watch: EndpointWatch,
  stage: KubeObject[],
  isOwn: (name: string) => boolean,
): Promise<string[]> {
  const names = new Set(stage.filter((object) => isOf(DEPLOYMENTS, object)).map(({ metadata }) => metadata.name));
  // List them one after the other, so that the pods are at least as recent as the status of the Deployments.
  const deployments = await cluster.list<Deployment>(DEPLOYMENTS);
  const services = await cluster.list<Service>(SERVICES);
  const pods = (await cluster.list<Pod>(PODS)).filter((pod) => isOwn(deploymentOf(pod)));
  const found = new Map(deployments.map((deployment) => [deployment.metadata.name, deployment]));
  return [
    ...[...names].flatMap((name) => rolloutProblem(name, found.get(name)) ?? []),
    ...pods.filter((pod) => !names.has(deploymentOf(pod))).map(({ metadata }) => `pod ${metadata.name} is still there`),
    ...services
      .filter(({ metadata }) => isOwn(metadata.name))
      .flatMap((service) => endpointsProblem(service, pods, watch) ?? []),
  ];
}

/** Returns the reason why `kubectl rollout status` would still wait. */
function rolloutProblem(name: string, deployment: Deployment | undefined): string | undefined {
  if (deployment === undefined) return `Deployment ${name} is missing`;
  const { metadata, spec, status = {} } = deployment;
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  if (observedGeneration < (metadata.generation ?? 0)) return `Deployment ${name} has not been looked at`;
  const wanted = spec.replicas ?? 1;
  // A paused Deployment keeps the pods of its old template.
  const updated = spec.paused === true ? replicas : updatedReplicas;
  if (replicas === wanted && updated === wanted && availableReplicas === wanted) return undefined;
  return `Deployment ${name} has ${updated} updated and ${availableReplicas} available of ${replicas} pods, and wants ${wanted}`;
}

/** Returns the problem of a Service whose EndpointSlices don't match its pods yet. They follow a moment later. */
function endpointsProblem({ metadata, spec }: Service, pods: Pod[], watch: EndpointWatch): string | undefined {
  const selector = Object.entries(spec.selector ?? {});
  const expected = pods
    .filter((pod) => isServing(pod) && selector.every(([key, value]) => pod.metadata.labels?.[key] === value))
    .map((pod) => pod.metadata.name)
    .sort();
  const ready = watch.ready(metadata.name);
  if (expected.join() === ready.join()) return undefined;
  return `Service ${metadata.name} has ${ready.length} ready endpoints of ${expected.length}`;
}
