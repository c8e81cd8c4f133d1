import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const replicasRemoved: Rule = {
  id: 'replicas-removed',
  severity: Severity.WARNING,
  title: 'replicas is removed from a Deployment that runs',
  why: 'A field that was in the manifest and is no longer is deleted by kubectl and Argo CD, and the API server fills in its default: one pod. An autoscaler brings the pods back, but not at once.',
  check: ({ rollout }) =>
    [...rollout.deployments.values()].flatMap(({ before, after }) => {
      if (before?.replicas === undefined || after === undefined || after.replicas !== undefined) return [];
      if (before.replicas <= 1) return [];
      return {
        object: after,
        message: `${describeObject(after)} no longer states its ${plural(before.replicas, 'replica')}: when this is applied it can fall from ${before.replicas} to 1`,
        fix: `before this is applied, run "kubectl apply edit-last-applied deployment/${after.name}" and remove replicas there; then it stays at ${before.replicas}`,
        field: ['spec'],
      };
    }),
};
