import { plural } from '../../text/words';
import type { Problem } from '../../validate/problem';
import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import type { ReleaseStage } from '../release-plan';
import { type ResolvedRelease, resolveRelease } from '../resolve-release';
import type { ResolvedVersion } from '../resolved-version';

/** A release that is under way. */
export interface ReleaseUnderWay extends ResolvedRelease {
  readonly next: ResolvedVersion;
  readonly stage: ReleaseStage;
}

/** Runs a transition on a release that is under way, and checks its result. */
export function transition(
  release: Release,
  change: (underWay: ReleaseUnderWay) => Result<ReleaseChange>,
): Result<ReleaseChange> {
  const { value, problems } = resolveRelease(release);
  if (value === undefined) return { problems };
  const { next, stage } = value;
  if (next === undefined || stage === undefined) return { problems: [notUnderWay()] };
  return checked(change({ ...value, next, stage }));
}

/** Reports a change that would make the release invalid. */
export function checked(result: Result<ReleaseChange>): Result<ReleaseChange> {
  if (result.value === undefined) return result;
  const { problems } = resolveRelease(result.value.release);
  return problems === undefined ? result : { problems };
}

function notUnderWay(): Problem {
  const fix = 'start a release first';
  return { prop: 'next', received: undefined, expected: 'the version of a release that is under way', fix };
}

/** Returns the words for a stage in the title of a change: `v2 at 30% (stage 3 of 6)`. */
export function stageWords({ plan }: ResolvedRelease, stage: ReleaseStage): string {
  return `${stage.title} (stage ${stage.number} of ${plan.stages.length})`;
}

/** Returns a release without the fields of a release that is under way. */
export function atRest({ next: _next, stage: _stage, held: _held, ...rest }: Release): Release {
  return rest;
}

/** Returns the changes of a move from one stage to another, and the condition to wait for afterwards. */
export function moveDetails(underWay: ReleaseUnderWay, from: ReleaseStage, to: ReleaseStage): string[] {
  const { current, next } = underWay;
  const shares = [from, to].map(({ nextPercent }) => `${Math.round(nextPercent * 10) / 10}%`);
  return [
    ...(shares[0] === shares[1] ? [] : [`${next.version} gets ${shares[1]} of the traffic instead of ${shares[0]}`]),
    ...podsWords(current.version, from.current, to.current),
    ...podsWords(next.version, from.next, to.next),
    `wait until ${current.version} has ${plural(to.current, 'ready pod')} and ${next.version} has ${to.next}`,
    ...(isOverlap(underWay, to) ? ['wait until the load balancer finds the pods of both versions healthy'] : []),
  ];
}

/** Reports whether a stage lies between a switch and its way back, so that load balancers keep healthy targets. */
export function isOverlap({ plan }: ResolvedRelease, { number }: ReleaseStage): boolean {
  return plan.blueGreen?.stages[number - 1]?.overlap === true;
}

function podsWords(version: string, from: number, to: number): string[] {
  return from === to ? [] : [`${version} has ${plural(to, 'pod')} instead of ${from}`];
}
