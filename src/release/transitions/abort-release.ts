import { lowestReady } from '../../plan/lowest-ready';
import { podsOnTheWay } from '../../plan/pods-on-the-way';
import { plural } from '../../text/words';
import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import type { ReleaseStage } from '../release-plan';
import { atRest, isOverlap, moveDetails, type ReleaseUnderWay, stageWords, transition } from './under-way';

/** The options of an abort. */
export interface AbortOptions {
  /**
   * Whether to go back only as far as the plan's floor allows in one commit. `backRelease` goes the rest of the way.
   *
   * @default false: one commit removes all pods of the next version, because broken pods do not count as capacity
   */
  readonly keepCapacity?: boolean;
  /**
   * The reason, in one line.
   *
   * @default - the stage of the abort
   */
  readonly reason?: string;
}

/**
 * Aborts a release: the next version gets no traffic any more, and the release is held. An abort is always allowed; a
 * warning states its cost in ready pods. If the next version has no pods, it is removed, and the release is over.
 */
export function abortRelease(
  release: Release,
  { keepCapacity = false, reason }: AbortOptions = {},
): Result<ReleaseChange> {
  return transition(release, (underWay) => {
    const { stage } = underWay;
    if (stage.number === 1) return { value: ended(underWay) };
    const way = wayBack(underWay);
    const target = keepCapacity ? way[0]! : quickest(underWay);
    const held = reason ?? `aborted at stage ${stage.number}`;
    return {
      value: {
        release: { ...release, stage: target.number, held },
        title: title(underWay, target),
        details: [
          ...moveDetails(underWay, stage, target),
          ...(target.number === 1
            ? []
            : [
                `still to go: ${way
                  .filter(({ number }) => number < target.number)
                  .map((one) => stageWords(underWay, one))
                  .join(', ')}`,
              ]),
          target.number === 1
            ? 'the release is held until you resume it or start another one'
            : 'the release is held until you resume it; release back takes the rest of the way',
        ],
        warnings: keepCapacity ? [] : capacityWarnings(underWay, target, way),
      },
    };
  });
}

function title(underWay: ReleaseUnderWay, target: ReleaseStage): string {
  const { next, current, stage } = underWay;
  // The version already had no traffic. While the current one grows for it, it has no pods either.
  if (stage.next === 0) return `abort the release of ${next.version}, which has no pods`;
  if (stage.nextPercent === 0) return `abort the release of ${next.version}: take its pods away`;
  if (target.nextPercent === 0) return `abort the release of ${next.version}: all traffic to ${current.version}`;
  return `abort the release of ${next.version}: back to ${stageWords(underWay, target)}`;
}

/**
 * Returns the stage without traffic for the next version that one commit reaches with the most ready pods. It is
 * usually the first stage. A Service that has switched may select the next version for as long as its pods exist, so
 * these stay.
 */
function quickest(underWay: ReleaseUnderWay): ReleaseStage {
  const idle = underWay.plan.stages.filter(({ nextPercent }) => nextPercent === 0);
  const ready = idle.map((target) => readyBetween(underWay, underWay.stage, target));
  return idle[ready.indexOf(Math.max(...ready))]!;
}

/** Ends a release whose next version has no pods. */
function ended({ release, next }: ReleaseUnderWay): ReleaseChange {
  return {
    release: atRest(release),
    title: `end the release of ${next.version}`,
    details: [`the Deployment of ${next.version}, which has no pods, is removed`],
    warnings: [],
  };
}

/** Returns the stages that lead back to the first one within the bounds of the plan. */
function wayBack({ stage, plan }: ReleaseUnderWay): ReleaseStage[] {
  const way: ReleaseStage[] = [];
  let { toStage } = stage.rollback;
  while (toStage !== undefined) {
    const earlier = plan.stages[toStage - 1]!;
    way.push(earlier);
    toStage = earlier.rollback.toStage;
  }
  return way;
}

function capacityWarnings(underWay: ReleaseUnderWay, target: ReleaseStage, way: ReleaseStage[]): string[] {
  const { stage, plan, release } = underWay;
  const floor = plan.canary?.capacityFloor ?? release.replicas;
  const lowest = readyBetween(underWay, stage, target);
  if (lowest >= floor) return targetWarnings(underWay, target, way);
  const loss = `as few as ${lowest} of ${plural(release.replicas, 'pod')} may be ready on the way, while the plan keeps ${floor}`;
  return [
    `${loss}; to keep that many, go back in ${plural(way.length, 'commit')}: stage ${way.map(({ number }) => number).join(', ')}`,
  ];
}

/**
 * Returns a warning for load balancers that target pods, which have to find those of the current version healthy again.
 */
function targetWarnings(underWay: ReleaseUnderWay, target: ReleaseStage, way: ReleaseStage[]): string[] {
  const { stage } = underWay;
  const isSwitch = stage.nextPercent === 100 && target.nextPercent === 0;
  if (!isSwitch || !way.some((one) => isOverlap(underWay, one))) return [];
  const commits = way.slice(0, way.findIndex(({ nextPercent }) => nextPercent === 0) + 1);
  const numbers = commits.map(({ number }) => number).join(', ');
  return [
    `the load balancer may have no healthy target for some seconds; to keep some, go back in ${plural(commits.length, 'commit')}: stage ${numbers}`,
  ];
}

function readyBetween({ plan }: ReleaseUnderWay, from: ReleaseStage, to: ReleaseStage): number {
  const { blueGreen } = plan;
  if (blueGreen !== undefined) return lowestReady(blueGreen.stages[from.number - 1]!, blueGreen.stages[to.number - 1]!);
  return podsOnTheWay({ stable: from.current, canary: from.next }, { stable: to.current, canary: to.next }).lowestReady;
}
