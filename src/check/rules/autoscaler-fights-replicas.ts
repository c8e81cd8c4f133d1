import type { AutoscalerState, DeploymentState, ManifestState } from '../../manifests/state';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const autoscalerFightsReplicas: Rule = {
  id: 'autoscaler-fights-replicas',
  severity: Severity.WARNING,
  title: 'a Deployment sets replicas although an autoscaler scales it',
  why: 'Every time you apply the manifest, the count jumps back to the stated number, and the autoscaler has to correct it again. Pods stop under load, or start for no reason.',
  check: ({ before, after }) =>
    // The check matches findings about one field in their order, so those that the state before has come first.
    knownFirst(fightsIn(after), fightsIn(before)).map(({ target, scaler, replicas }) => ({
      object: target,
      message: `${describeObject(target)} states ${plural(replicas, 'replica')}, but ${describeObject(scaler)} scales it from ${scaler.min} to ${scaler.max}: each apply resets the count to ${replicas}`,
      fix: `leave replicas out; to keep the count from falling to 1, first run "kubectl apply edit-last-applied deployment/${target.name}" and remove it there`,
      field: ['spec', 'replicas'],
    })),
};

interface Fight {
  readonly target: DeploymentState;
  readonly scaler: AutoscalerState;
  readonly replicas: number;
}

function fightsIn(state: ManifestState): Fight[] {
  return [...state.autoscalers.values()].flatMap((scaler) => fightOf(scaler, state) ?? []);
}

function knownFirst(found: Fight[], before: Fight[]): Fight[] {
  const idOf = ({ target, scaler }: Fight): string => `${target.key} ${scaler.key}`;
  const known = new Set(before.map(idOf));
  return [...found.filter((fight) => known.has(idOf(fight))), ...found.filter((fight) => !known.has(idOf(fight)))];
}

/** Returns the Deployment whose count an autoscaler and the manifest both set, if there is one. */
function fightOf(scaler: AutoscalerState, { deployments }: ManifestState): Fight | undefined {
  if (scaler.targetKind !== 'Deployment') return undefined;
  const target = deployments.get(`${scaler.namespace}/${scaler.targetName}`);
  const replicas = target?.replicas;
  // replicas: 0 is the intended way to switch an autoscaler off.
  if (target === undefined || replicas === undefined || replicas === 0) return undefined;
  return scaler.min === scaler.max && scaler.min === replicas ? undefined : { target, scaler, replicas };
}
