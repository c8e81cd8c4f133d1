import { tooFewEndpoints } from '../too-few-endpoints';
import type { Rule } from '../rule';
import type { DeploymentTransition } from '../transition/deployment-transition';
import { isServing, type ServingTransition, switchTargets } from '../transition/service-transition';
import { Severity } from '../severity';
import { describeTakeBack } from '../taken-back';
import { describeObject, plural } from '../../text/words';

export const switchToUnready: Rule = {
  id: 'switch-to-unready',
  severity: Severity.ERROR,
  title: 'a Service is switched to a Deployment that does not run at full size yet',
  why: 'A selector takes effect at once, but pods need time to start. Switch only to pods that the previous state ran with the same count and template.',
  check: ({ rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      // If all serving pods keep serving, the additional pods may take their time.
      if (isWidened(service)) return [];
      const abort = describeTakeBack(service);
      return switchTargets(service).flatMap(({ deployment: { after, change }, readyOnceSelected }) => {
        const wanted = change.after.low;
        // template-changed-with-switch covers pods that run with another template.
        if (readyOnceSelected >= wanted || change.before.low >= wanted) return [];
        const target = describeObject(after);
        return {
          ...(abort !== undefined && { severity: Severity.WARNING }),
          object: service.after,
          message: `${describeObject(service.after)} is switched to ${target}, which ${describeRunning(change.before.low, wanted)}${abort === undefined ? '' : `; ${abort}`}`,
          fix: `insert a stage with ${after.name} at ${wanted} and the selector as it was; switch it in the next stage, once ${plural(wanted, 'pod')} ${wanted === 1 ? 'is' : 'are'} ready`,
          field: ['spec', 'selector'],
          sequence: { kind: 'fewest-endpoints', service },
          saidBy: tooFewEndpoints(service.after),
        };
      });
    }),
};

function describeRunning(running: number, wanted: number): string {
  if (wanted === 1) return 'does not run its only pod yet';
  return `runs ${running === 0 ? 'none' : running} of its ${wanted} pods so far`;
}

function isWidened({ deployments }: ServingTransition): boolean {
  return deployments.every(({ before, after, deployment }) => !before || (after && !losesPods(deployment)));
}

function losesPods({ change }: DeploymentTransition): boolean {
  return change.onTheWay.low < change.before.low;
}
