import { enumerate } from '../text/words';
import type { ServingTransition } from './transition/service-transition';
import { isOlder, versionName } from './version-labels';

/**
 * Describes an abort, or returns `undefined` if the change is none: the only version that grows is older than all that
 * shrink, ran before, and keeps its pod template. The pods that go then count as broken, and broken pods are no
 * capacity.
 *
 * Only labels of the state before count: the change can't call itself an abort.
 */
export function describeTakeBack({ deployments, switched }: ServingTransition): string | undefined {
  if (switched) return undefined;
  const moves = deployments.map(({ deployment: { before, after, change, templateChanged, replicasLost } }) => ({
    version: before && versionName(before.labels, before.name),
    keeps: after !== undefined && !templateChanged && !replicasLost,
    gain: change.after.low - change.before.low,
  }));
  const [grown, ...others] = moves.filter(({ gain }) => gain > 0);
  const shrunk = moves.filter(({ gain }) => gain < 0).map(({ version = '' }) => version);
  if (grown?.version === undefined || !grown.keeps || others.length > 0 || shrunk.length === 0) return undefined;
  const { version } = grown;
  if (!shrunk.every((newer) => isOlder(version, newer) === true)) return undefined;
  return `${version}, which ran before, takes over from ${enumerate(shrunk)}, so this counts as an abort`;
}
