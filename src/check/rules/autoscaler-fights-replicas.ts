import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const autoscalerFightsReplicas: Rule = {
  id: 'autoscaler-fights-replicas',
  severity: Severity.WARNING,
  title: 'a Deployment sets replicas although an autoscaler scales it',
  why: 'Every time you apply the manifest, the count jumps back to the stated number, and the autoscaler has to correct it again. Pods stop under load, or start for no reason.',
  check: ({ after }) =>
    [...after.autoscalers.values()].flatMap((scaler) => {
      if (scaler.targetKind !== 'Deployment') return [];
      const target = after.deployments.get(`${scaler.namespace}/${scaler.targetName}`);
      // replicas: 0 switches the autoscaler off, and is the way to do so.
      if (target?.replicas === undefined || target.replicas === 0) return [];
      if (scaler.min === scaler.max && scaler.min === target.replicas) return [];
      return {
        object: target,
        message: `${describeObject(target)} states ${plural(target.replicas, 'replica')}, but ${describeObject(scaler)} scales it from ${scaler.min} to ${scaler.max}: each apply resets the count to ${target.replicas}`,
        fix: `leave replicas out; to keep the count from falling to 1, first run "kubectl apply edit-last-applied deployment/${target.name}" and remove it there`,
        field: ['spec', 'replicas'],
      };
    }),
};
