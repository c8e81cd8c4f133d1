import { boundsCommand, type KubectlTarget, rolloutStatusCommand, scaleCommand } from './kubectl';
import type { AutoscalerBounds } from '../model/steady-replicas';

/** The pods of a Deployment in one stage. */
export interface ScaledPods {
  /** The number of pods; with an autoscaler, the minimum. */
  readonly pods: number;
  readonly autoscaler?: AutoscalerBounds;
}

/** A Deployment from one stage to the next. */
export interface Scaling {
  readonly deployment: string;
  readonly from: ScaledPods;
  readonly to: ScaledPods;
}

/**
 * Returns the commands that bring Deployments from one stage to the next, and wait until their pods are ready. An
 * autoscaler has the name of its Deployment. It moves the pods itself, except to or from 0.
 */
export function scalingCommands(target: KubectlTarget, scalings: readonly Scaling[]): string[] {
  const changes = scalings.filter(({ from, to }) => from.pods !== to.pods || !sameBounds(from, to));
  return [
    ...changes.flatMap((change) => changeCommands(target, change)),
    ...changes.map(({ deployment }) => rolloutStatusCommand(target, deployment)),
  ];
}

function changeCommands(target: KubectlTarget, { deployment, from, to }: Scaling): string[] {
  const { autoscaler } = to;
  if (autoscaler === undefined) return [scaleCommand(target, deployment, to.pods)];
  const bounded = sameBounds(from, to) ? [] : [boundsCommand(target, deployment, autoscaler)];
  const crossesZero = (from.pods === 0) !== (to.pods === 0);
  return crossesZero ? [...bounded, scaleCommand(target, deployment, to.pods)] : bounded;
}

function sameBounds({ autoscaler: a }: ScaledPods, { autoscaler: b }: ScaledPods): boolean {
  return a?.min === b?.min && a?.max === b?.max;
}
