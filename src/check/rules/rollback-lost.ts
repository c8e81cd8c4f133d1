import type { DeploymentTransition } from '../transition/deployment-transition';
import type { Rule } from '../rule';
import { isServing } from '../transition/service-transition';
import { Severity } from '../severity';
import { isTakenBack } from '../taken-back';
import { describeImageChange } from '../template-change';
import { describeObject, plural } from '../../text/words';

export const rollbackLost: Rule = {
  id: 'rollback-lost',
  severity: Severity.WARNING,
  title: 'the old version goes in the same change as the switch',
  why: 'You can switch back at once as long as the old pods run. Without them, a rollback waits for new pods to start while users see the fault.',
  check: ({ rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      // After an abort, there is no version to roll back to.
      if (!service.switched || isTakenBack(service)) return [];
      return service.deployments.flatMap(({ deployment, before, after }) => {
        const pods = deployment.change.before.low;
        const loss = before && !after && pods > 0 ? describeLoss(deployment) : undefined;
        if (loss === undefined) return [];
        const name = deployment.before?.name ?? deployment.key;
        const kind = deployment.before?.kind ?? 'Deployment';
        return {
          object: service.after,
          message: `${describeObject(service.after)} is switched away from ${kind} ${name}, which ${loss} in the same change`,
          fix: `keep ${name} as it was, at ${plural(pods, 'pod')}, until the new version has proven itself; change it in a later stage`,
          field: ['spec', 'selector'],
        };
      });
    }),
};

function describeLoss({ before, after, change, templateChanged }: DeploymentTransition): string | undefined {
  if (before === undefined) return undefined;
  if (after === undefined) return `is removed with its ${plural(change.before.low, 'pod')}`;
  if (change.after.high === 0) return `goes from ${plural(change.before.low, 'pod')} to 0`;
  return templateChanged
    ? `gets another template (${describeImageChange(before.template, after.template)})`
    : undefined;
}
