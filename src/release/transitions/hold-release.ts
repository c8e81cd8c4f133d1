import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import { stageWords, transition } from './under-way';

/** Holds a release, so that no schedule advances it until it is resumed. */
export function holdRelease(release: Release, reason?: string): Result<ReleaseChange> {
  return transition(release, (underWay) => {
    const { next, stage } = underWay;
    return {
      value: {
        release: { ...release, held: reason ?? true },
        title: `hold the release of ${next.version}${reason === undefined ? '' : `: ${reason}`}`,
        details: [stageWords(underWay, stage), 'the release is held until you resume it'],
        warnings: [],
      },
    };
  });
}

/** Resumes a held release. */
export function resumeRelease(release: Release): Result<ReleaseChange> {
  return transition(release, (underWay) => {
    const { held, ...rest } = release;
    if (held === undefined || held === false) {
      const fix = 'there is nothing to resume';
      return { problems: [{ prop: 'held', received: held, expected: 'a release that is held', fix }] };
    }
    const details = [stageWords(underWay, underWay.stage), ...(held === true ? [] : [`it was held: ${held}`])];
    return { value: { release: rest, title: `resume the release of ${underWay.next.version}`, details, warnings: [] } };
  });
}
