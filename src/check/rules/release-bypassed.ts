import type { ManifestState } from '../../manifests/state';
import type { Rule } from '../rule';
import { isServing, type SelectedDeployment, type ServingTransition } from '../transition/service-transition';
import { Severity } from '../severity';
import { changedImages } from '../template-change';
import { leavesTrackOpen, pinnedTrack } from '../version-labels';
import { describeName, describeObject, percent } from '../../text/words';

/** With more than half of the traffic, a Deployment is the version that users have, not the one that is tried out. */
const MOST = 50;

export const releaseBypassed: Rule = {
  id: 'release-bypassed',
  severity: Severity.WARNING,
  title: 'the image that users have is changed in place, past the release strategy',
  why: 'A blue/green or canary release lets the new version prove itself beside the old one. An image changed in place reaches everybody at once, and the old version is gone.',
  check: ({ before, after, rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      if (service.switched) return [];
      return service.deployments.flatMap((selected) => {
        const { deployment } = selected;
        if (deployment.before === undefined || deployment.after === undefined || !deployment.templateChanged) return [];
        const images = changedImages(deployment.before.template, deployment.after.template);
        if (images.length === 0) return [];
        const share = shareBefore(service, deployment.key);
        if (share <= MOST) return [];
        const strategy = strategyOf(service, selected, [before, after]);
        if (strategy === undefined) return [];
        return {
          object: deployment.after,
          message: `Deployment ${describeName(deployment.after)} serves ${percent(share)} of ${describeObject(service.after)}, which is under a ${strategy} strategy, and its image changes in place (${images.join(', ')})`,
          fix: `leave ${deployment.after.name} as it was; put the new image into a Deployment of its own beside it, and move the traffic in later stages`,
          field: ['spec', 'template', 'spec', 'containers'],
        };
      });
    }),
};

function shareBefore({ change }: ServingTransition, key: string): number {
  return change.versions.filter(({ id }) => id === key).reduce((sum, version) => sum + (version.before ?? 0), 0);
}

function strategyOf(
  { after, deployments }: ServingTransition,
  { deployment }: SelectedDeployment,
  states: ManifestState[],
): string | undefined {
  if (pinnedTrack(after, states) !== undefined) return 'blue/green';
  if (deployments.length > 1) return 'canary';
  const open = after.selector !== undefined && deployment.after !== undefined;
  return open && leavesTrackOpen(after.selector, deployment.after) ? 'canary' : undefined;
}
