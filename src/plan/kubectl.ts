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
  // Names, label keys and label values hold no quote, so that single quotes are safe in a shell.
  return `${kubectl(target)} patch service ${service} --patch '${JSON.stringify({ spec: { selector } })}'`;
}

function kubectl({ namespace }: KubectlTarget): string {
  return namespace === undefined ? 'kubectl' : `kubectl --namespace ${namespace}`;
}
