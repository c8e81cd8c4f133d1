import { drawPlan } from '../../picture/draw-plan';
import { describeRelease, drawReleases } from '../../picture/draw-releases';
import { element, textElement } from '../../picture/svg';
import { describeLabel } from '../release/release-label';
import type { ReleaseFile } from '../release/release-file';
import type { ReleaseStatus } from '../release/release-status';
import { figure, htmlPage } from './html-page';
import type { PlanView } from './plan-view';
import { viewRelease } from './release-view';
import { toReleasePicture } from './status-picture';
import { countStates, heldWords, NOTHING, sinceWords } from './status-words';

/** The most plans on one page, so that browsers can open it. The overview has all releases. */
const MAX_PLANS = 100;

/**
 * Returns releases as one page: an overview, and the plan of each release that is under way or held, with a mark at its
 * stage.
 */
export function formatStatusHtml(files: ReleaseFile[], statuses: ReleaseStatus[]): string {
  const pictures = statuses.map((status) => toReleasePicture(status, noteOf(status)));
  const plans = files.flatMap((file, index) => {
    const plan = viewOf(file);
    return plan === undefined ? [] : [{ plan, status: statuses[index]!, picture: pictures[index]! }];
  });
  return htmlPage(`Releases: ${countStates(statuses)}`, [
    textElement('h1', {}, 'Releases'),
    textElement('p', { class: 'muted' }, `${countStates(statuses)}.`),
    figure(drawReleases(pictures), pictures.map(describeRelease).join(' ')),
    ...plans
      .slice(0, MAX_PLANS)
      .map(({ plan, status, picture }) =>
        element('section', {}, [
          textElement('h2', {}, `${describeLabel(status)}: ${status.from} → ${status.to ?? NOTHING}`),
          textElement('p', {}, describeStage(status)),
          figure(drawPlan(plan), describeRelease(picture)),
        ]),
      ),
  ]);
}

function noteOf(status: ReleaseStatus): string {
  const since = sinceWords(status);
  const age = since === NOTHING ? '' : status.uncommitted ? since : `for ${since}`;
  return [age, heldWords(status)].filter((part) => part !== '').join(', ');
}

/** Describes the stage of a release: `Stage 2 of 6, v2 at 10%, for 1h`. */
function describeStage(status: ReleaseStatus): string {
  const stage = status.stages.find(({ number }) => number === status.stage);
  const place = stage === undefined ? [] : [`Stage ${stage.number} of ${status.stages.length}`, stage.title];
  const note = noteOf(status);
  return [...place, ...(note === '' ? [] : [note])].join(', ');
}

/** Returns the plan of a release that is under way, or `undefined` if none is. */
function viewOf({ app, resolved }: ReleaseFile): PlanView | undefined {
  return resolved.stage === undefined ? undefined : viewRelease(resolved, { name: app });
}
