import { isRollingOut, type LiveStatus } from '../../manifests/live-status';
import type { DeploymentState } from '../../manifests/state';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const notAtRest: Rule = {
  id: 'not-at-rest',
  severity: Severity.WARNING,
  title: 'a Deployment has not come to rest before the next change',
  why: 'Each stage relies on the pods of the stage before it: they must run and be ready. While a rollout is still under way, fewer pods are ready than the manifests say.',
  check: ({ rollout }) =>
    [...rollout.deployments.values()].flatMap(({ before, after, status }) => {
      if (before === undefined || status === undefined) return [];
      const unrest = describeUnrest(status, before);
      if (unrest === undefined) return [];
      return {
        // The finding has no place: the running state comes from no file that the change could touch.
        object: after ?? { ...before, source: undefined },
        message: `${describeObject(before)} ${unrest}`,
        fix: `wait until it is at rest: kubectl rollout status ${before.kind.toLowerCase()}/${before.name}${before.namespaceStated ? ` --namespace ${before.namespace}` : ''}`,
        field: ['spec'],
      };
    }),
};

function describeUnrest(status: LiveStatus, { paused }: DeploymentState): string | undefined {
  const { wanted, ready, updated, pods, toUpdate, generation, observedGeneration } = status;
  if (observedGeneration < generation) {
    return `has changed ${plural(generation - observedGeneration, 'time')} since its controller looked at it: ${ready} of ${plural(wanted, 'pod')} ready`;
  }
  if (!isRollingOut(status, paused)) {
    return ready < wanted ? `has fewer ready pods than it should: ${ready} of ${wanted}` : undefined;
  }
  const old = Math.max(0, pods - updated);
  const left = updated < toUpdate ? `${updated} of ${plural(toUpdate, 'pod')} updated` : undefined;
  const going = old > 0 ? `${plural(old, 'pod')} of an older template left` : undefined;
  return `is still rolling out: ${[left, going].filter((part) => part !== undefined).join(', ')}; ${ready} of ${wanted} ready`;
}
