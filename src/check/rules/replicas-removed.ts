import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const replicasRemoved: Rule = {
  id: 'replicas-removed',
  severity: Severity.WARNING,
  title: 'replicas is removed from a running Deployment',
  why: 'When a field leaves the manifest, kubectl and Argo CD delete it, and the API server sets the default: one pod. The count stays at 1 unless an autoscaler raises it, and that takes time.',
  check: ({ rollout }) =>
    [...rollout.deployments.values()].flatMap(({ replicasStated, after, autoscaled }) => {
      if (replicasStated === undefined || after === undefined || after.replicas !== undefined) return [];
      // At 1, nothing changes. At 0, the autoscaler was switched off, and is switched on on purpose.
      if (replicasStated === 1 || (replicasStated === 0 && autoscaled)) return [];
      const move = replicasStated === 0 ? 'rises from 0 to 1 pod' : `can fall from ${replicasStated} to 1 pod`;
      const edit = `kubectl apply edit-last-applied ${after.kind.toLowerCase()}/${after.name}`;
      return {
        object: after,
        message: `${describeObject(after)} no longer states its ${plural(replicasStated, 'replica')}: when this is applied, it ${move}`,
        fix: `keep replicas: ${replicasStated}, or run "${edit}" and remove the field there before this is applied; then it stays at ${replicasStated}`,
        field: ['spec'],
      };
    }),
};
