import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import { atRest, moveDetails, type ReleaseUnderWay, stageWords, transition } from './under-way';

/**
 * Advances a release by one stage. After the last stage, the next version becomes the current one, and the release is
 * over. A held release stays at its stage.
 */
export function advanceRelease(release: Release): Result<ReleaseChange> {
  return transition(release, (underWay) => {
    const { stage, plan } = underWay;
    const { held } = release;
    if (held !== undefined && held !== false) {
      const fix = 'resume it first';
      return { problems: [{ prop: 'held', received: held, expected: 'a release that is not held', fix }] };
    }
    const following = plan.stages[stage.number];
    if (following === undefined) return { value: finished(underWay) };
    return {
      value: {
        release: { ...release, stage: following.number },
        title: stageWords(underWay, following),
        details: moveDetails(underWay, stage, following),
        warnings: [],
      },
    };
  });
}

function finished({ release, current, next }: ReleaseUnderWay): ReleaseChange {
  // Keep the name only if the file states one.
  const named = release.current.version !== undefined || release.next?.version !== undefined;
  const { version, image, color } = next;
  return {
    // The color stays with the version, because its Deployment does not change.
    release: { ...atRest(release), current: { ...(named && { version }), image, ...(color && { color }) } },
    title: `finish the release of ${version}`,
    details: [
      `${version} is the current version`,
      `the Deployment of ${current.version}, which has no pods, is removed`,
    ],
    warnings: [],
  };
}
