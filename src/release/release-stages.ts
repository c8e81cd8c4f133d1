import { valueOrThrow } from '../validate/problems-error';
import type { ReleasePlanOptions } from './plan-options';
import type { Release } from './release';
import type { ReleaseStage } from './release-plan';
import { resolveRelease } from './resolve-release';

/**
 * Returns the stages of a release, in the order in which they are applied. If no release is under way, they are those
 * of a release to a version called `next`.
 *
 * @example
 * releaseStages({
 *   strategy: ReleaseStrategy.BLUE_GREEN,
 *   replicas: 3,
 *   current: { image: 'shop:1.8.2', color: Color.BLUE },
 * }).map(({ current, next, nextPercent }) => [current, next, nextPercent])
 * // => [[3, 0, 0], [3, 3, 0], [3, 3, 100], [0, 3, 100]]
 *
 * @throws one error with all problems of the release
 */
export function releaseStages(release: Release, options: ReleasePlanOptions = {}): ReleaseStage[] {
  return valueOrThrow('releaseStages', resolveRelease(release, options)).plan.stages;
}
