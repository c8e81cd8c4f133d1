import type { AutoscalerState } from '../../manifests/state';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate, plural } from '../../text/words';

export const autoscalerFightsReplicas: Rule = {
  id: 'autoscaler-fights-replicas',
  severity: Severity.WARNING,
  title: 'a Deployment sets replicas although an autoscaler scales it',
  why: 'Every time you apply the manifest, the count jumps back to the stated number, and the autoscaler has to correct it again. Pods stop under load, or start for no reason.',
  check: ({ after }) => {
    const scalers = new Map<string, AutoscalerState[]>();
    for (const scaler of after.autoscalers.values()) {
      if (scaler.targetKind !== 'Deployment') continue;
      const key = `${scaler.namespace}/${scaler.targetName}`;
      scalers.set(key, [...(scalers.get(key) ?? []), scaler]);
    }
    return [...scalers].flatMap(([key, all]) => {
      const target = after.deployments.get(key);
      // replicas: 0 is the intended way to switch an autoscaler off.
      if (target?.replicas === undefined || target.replicas === 0) return [];
      const { replicas } = target;
      const fighting = all.filter(({ min, max }) => min !== max || min !== replicas);
      if (fighting.length === 0) return [];
      const bounds = fighting.map(
        (scaler) => `${describeObject(scaler)} scales it from ${scaler.min} to ${scaler.max}`,
      );
      return {
        object: target,
        message: `${describeObject(target)} states ${plural(replicas, 'replica')}, but ${enumerate(bounds)}: each apply resets the count to ${replicas}`,
        fix: `leave replicas out; to keep the count from falling to 1, first run "kubectl apply edit-last-applied deployment/${target.name}" and remove it there`,
        field: ['spec', 'replicas'],
      };
    });
  },
};
