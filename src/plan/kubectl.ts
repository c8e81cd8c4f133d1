import type { AutoscalerBounds } from '../model/steady-replicas';

/** The target of a command. */
export interface KubectlTarget {
  readonly namespace?: string;
}

/** Returns the command that sets the number of pods of a Deployment. */
export function scaleCommand(target: KubectlTarget, deployment: string, replicas: number): string {
  return `${kubectl(target)} scale deployment/${deployment} --replicas=${replicas}`;
}

/** Returns the command that sets the bounds of an autoscaler. */
export function boundsCommand(target: KubectlTarget, autoscaler: string, { min, max }: AutoscalerBounds): string {
  const spec = { minReplicas: min, maxReplicas: max };
  return `${kubectl(target)} patch hpa ${autoscaler} --patch '${JSON.stringify({ spec })}'`;
}

/** Returns the command that waits until all pods of a Deployment are ready, and fails if that takes too long. */
export function rolloutStatusCommand(target: KubectlTarget, deployment: string): string {
  return `${kubectl(target)} rollout status deployment/${deployment}`;
}

/** Returns the command that deletes an object. */
export function deleteCommand(target: KubectlTarget, kind: string, name: string): string {
  return `${kubectl(target)} delete ${kind} ${name}`;
}

/**
 * Returns the command that changes the selector of a Service.
 *
 * @param selector the labels that change; `null` removes one
 */
export function selectCommand(
  target: KubectlTarget,
  service: string,
  selector: Readonly<Record<string, string | null>>,
): string {
  // Names, label keys and label values contain no quotes, so single quotes are safe in a shell.
  return `${kubectl(target)} patch service ${service} --patch '${JSON.stringify({ spec: { selector } })}'`;
}

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

function kubectl({ namespace }: KubectlTarget): string {
  return namespace === undefined ? 'kubectl' : `kubectl --namespace ${namespace}`;
}
