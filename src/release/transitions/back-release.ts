import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import { moveDetails, stageWords, transition } from './under-way';

/**
 * Takes a release back to the earliest stage that can follow at once within the bounds of the plan, and holds it there,
 * so that no schedule advances it again.
 */
export function backRelease(release: Release): Result<ReleaseChange> {
  return transition(release, (underWay) => {
    const { stage, plan, next } = underWay;
    const earlier = stage.rollback.toStage === undefined ? undefined : plan.stages[stage.rollback.toStage - 1];
    if (earlier === undefined) {
      const expected = `a stage to go back from, but ${next.version} has no pods at the first one`;
      return { problems: [{ prop: 'stage', received: stage.number, expected, fix: 'abort the release to end it' }] };
    }
    const reason = typeof release.held === 'string' ? release.held : `taken back from stage ${stage.number}`;
    return {
      value: {
        release: { ...release, stage: earlier.number, held: reason },
        title: `back to ${stageWords(underWay, earlier)}`,
        details: [...moveDetails(underWay, stage, earlier), 'the release is held until you resume it'],
        warnings: [],
      },
    };
  });
}
