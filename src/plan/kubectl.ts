import type { AutoscalerBounds } from '../model/steady-replicas';

/** Where a command acts. */
export interface KubectlTarget {
  readonly namespace?: string;
}

/** The command that sets the number of pods of a Deployment. */
export function scaleCommand(target: KubectlTarget, deployment: string, replicas: number): string {
  return `${kubectl(target)} scale deployment/${deployment} --replicas=${replicas}`;
}

/** The command that sets how far an autoscaler goes. */
export function boundsCommand(target: KubectlTarget, autoscaler: string, { min, max }: AutoscalerBounds): string {
  const spec = { minReplicas: min, maxReplicas: max };
  return `${kubectl(target)} patch hpa ${autoscaler} --patch '${JSON.stringify({ spec })}'`;
}

/** The command that returns once all pods of a Deployment are ready, and fails when it takes too long. */
export function rolloutStatusCommand(target: KubectlTarget, deployment: string): string {
  return `${kubectl(target)} rollout status deployment/${deployment}`;
}

/** The command that deletes an object. */
export function deleteCommand(target: KubectlTarget, kind: string, name: string): string {
  return `${kubectl(target)} delete ${kind} ${name}`;
}

/** The command that makes a Service select other pods. */
export function selectCommand(
  target: KubectlTarget,
  service: string,
  selector: Readonly<Record<string, string>>,
): string {
  // Names, label keys and label values hold no quote, so that single quotes are safe in a shell.
  return `${kubectl(target)} patch service ${service} --patch '${JSON.stringify({ spec: { selector } })}'`;
}

function kubectl({ namespace }: KubectlTarget): string {
  return namespace === undefined ? 'kubectl' : `kubectl --namespace ${namespace}`;
}
