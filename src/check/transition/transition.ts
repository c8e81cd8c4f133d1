import type { ManifestState } from '../../manifests/state';
import type { Range } from '../../model/range';
import { type DeploymentTransition, toDeploymentTransitions } from './deployment-transition';
import { type ServiceTransition, toServiceTransitions } from './service-transition';

/** The change between two states, as the model predicts it. */
export interface Rollout {
  /** All Deployments of both states by `namespace/name`, those of the new state first. */
  readonly deployments: ReadonlyMap<string, DeploymentTransition>;
  /** All Services of both states by `namespace/name`, those of the new state first. */
  readonly services: ReadonlyMap<string, ServiceTransition>;
}

/**
 * Predicts the change between two states.
 *
 * @param syncWaves whether Argo CD sync waves apply
 */
export function toRollout(before: ManifestState, after: ManifestState, syncWaves: boolean): Rollout {
  const deployments = toDeploymentTransitions(before, after, syncWaves);
  return { deployments, services: toServiceTransitions(before, after, deployments, syncWaves) };
}

/** Returns the number of pods of a Deployment at rest in the new state. */
export function podsAfter({ deployments }: Rollout, key: string): Range {
  return deployments.get(key)?.change.after ?? { low: 0, high: 0 };
}
