import { percent, plural } from '../text/words';
import { type DrawnStages, foldNote } from './drawn-stages';
import type { PlanPicture, StagePicture } from './plan-picture';

/** Describes everything in the picture of a plan. */
export function describePlan(plan: PlanPicture, { stages, every }: DrawnStages): string {
  const note = foldNote(plan.stages.length, every);
  return [
    `Guarantees ${plan.promise}.`,
    ...(note === undefined ? [] : [`${note}.`]),
    ...stages.map((stage, index) => describeStage(stage, plan.tracks, index === 0)),
    `Last: ${plan.cleanUp.title}.`,
    ...(plan.here === undefined ? [] : [`You are here: stage ${plan.here}.`]),
  ].join(' ');
}

function describeStage(stage: StagePicture, [old, fresh]: readonly [string, string], first: boolean): string {
  const { number, title, pods, lowestReady } = stage;
  const counts = `${plural(pods[0], 'pod')} of ${old} and ${plural(pods[1], 'pod')} of ${fresh}`;
  const share = `${percent(stage.percent)} of the traffic to ${fresh}`;
  const lowest = first ? '' : `, at least ${lowestReady} ready on the way`;
  return `Stage ${number}, ${title}: ${counts}, ${share}${lowest}.`;
}
