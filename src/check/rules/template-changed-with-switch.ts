import { tooFewEndpoints } from '../too-few-endpoints';
import type { Rule } from '../rule';
import {
  isServing,
  type SelectedDeployment,
  type ServingTransition,
  switchTargets,
} from '../transition/service-transition';
import { Severity } from '../severity';
import { describeImageChange } from '../template-change';
import { describeObject } from '../../text/words';

export const templateChangedWithSwitch: Rule = {
  id: 'template-changed-with-switch',
  severity: Severity.ERROR,
  title: 'a Service is switched to pods that the same change replaces',
  why: 'The pods that will get the traffic are not the pods that you tested. While the new template rolls out, users reach old pods, new pods, or too few of both.',
  check: ({ rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) =>
      [...switchTargets(service), ...keptAlone(service)].flatMap(({ deployment, readyOnceSelected }) => {
        const { before, after, change, templateChanged } = deployment;
        // If the template is in an earlier sync wave, it has rolled out before the switch.
        if (before === undefined || after === undefined || !templateChanged || readyOnceSelected >= change.after.low)
          return [];
        const what = describeImageChange(before.template, after.template);
        return {
          object: service.after,
          message: `${describeObject(service.after)} is switched to ${describeObject(after)} while its pods are replaced (${what})`,
          fix: `insert a stage with the new template of ${after.name} and the selector as it was; switch it in the next stage, once ${after.name} has rolled out`,
          field: ['spec', 'selector'],
          sequence: { kind: 'fewest-endpoints', service },
          saidBy: tooFewEndpoints(service.after),
        };
      }),
    ),
};

/** Returns the Deployments that remain selected after a selector of several versions is narrowed. */
function keptAlone({ switched, deployments }: ServingTransition): SelectedDeployment[] {
  const isNarrowed = switched && deployments.some(({ before, after }) => before && !after);
  return isNarrowed ? deployments.filter(({ before, after }) => before && after) : [];
}
