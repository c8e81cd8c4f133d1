import type { DeploymentState } from '../manifests/state';
import { CURRENT_ANNOTATION } from '../model/current-annotation';
import { enumerate } from '../text/words';
import type { SelectedDeployment, ServingTransition } from './transition/service-transition';
import { isOlder, isOlderImage, versionName } from './version-labels';

/**
 * Describes an abort, or returns `undefined` if the change is not one. In an abort, the only version that grows is
 * older than all that shrink, ran before, and keeps its pod template. The pods that end then count as broken, and
 * broken pods do not count as capacity.
 *
 * Only the state before tells which version is older: the change can't call itself an abort.
 */
export function describeTakeBack(service: ServingTransition): string | undefined {
  const moves = service.deployments.map(toMove);
  const [grown, ...others] = moves.filter(({ gain }) => gain > 0);
  const shrunk = moves.filter(({ gain }) => gain < 0);
  if (grown === undefined || others.length > 0 || !areNewer(shrunk, [grown], service)) return undefined;
  const [older, newer] = [namesOf([grown]), namesOf(shrunk)];
  return `${enumerate(older)}, which ran before, takes over from ${enumerate(newer)}, so this counts as an abort`;
}

/** Reports whether all versions that shrink are newer than those that keep serving or take over. */
export function isTakenBack(service: ServingTransition): boolean {
  const moves = service.deployments.map(toMove);
  return areNewer(
    moves.filter(({ gain }) => gain < 0),
    moves.filter(({ gain, after }) => gain >= 0 && after > 0),
    service,
  );
}

/** The endpoints that a Deployment gives a Service. */
interface Move {
  readonly before?: DeploymentState;
  /** Whether its pods stay the same, except for their number. */
  readonly keeps: boolean;
  readonly after: number;
  readonly gain: number;
}

function toMove({ before, after, deployment }: SelectedDeployment): Move {
  const { change, templateChanged, replicasLost } = deployment;
  const [was, is] = [before ? change.before.low : 0, after ? change.after.low : 0];
  return { before: deployment.before, keeps: !templateChanged && !replicasLost, after: is, gain: is - was };
}

function namesOf(moves: Move[]): string[] {
  return moves.flatMap(({ before }) => (before === undefined ? [] : [versionName(before.labels, before.name)]));
}

function areNewer(shrunk: Move[], others: Move[], { before, after, deployments }: ServingTransition): boolean {
  if (shrunk.length === 0 || others.length === 0) return false;
  // If the old Service can't be read, `before` is the new Service, and the annotation of the change must not count.
  const current = before === after ? undefined : before.annotations[CURRENT_ANNOTATION];
  const isNamed = deployments.some(({ deployment }) => deployment.before?.name === current);
  return others.every(({ before: other, keeps }) => {
    if (other === undefined || !keeps) return false;
    if (isNamed) return other.name === current;
    return shrunk.every((newer) => newer.before !== undefined && isOlderVersion(other, newer.before));
  });
}

function isOlderVersion(a: DeploymentState, b: DeploymentState): boolean {
  const byName = isOlder(versionName(a.labels, a.name), versionName(b.labels, b.name));
  return byName ?? isOlderImage(a.template.images, b.template.images);
}
