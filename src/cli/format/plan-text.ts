import { bar } from './bar';
import type { Colors } from './colors';
import { type PlanView, podsWords, titleWords } from './plan-view';
import { share } from './share-words';
import { toTable } from './table';

/** Returns a plan as a table with a bar per stage. */
export function formatPlanText(plan: PlanView, colors: Colors): string {
  const [old, fresh] = plan.tracks;
  const header = ['', 'stage', `pods of ${old}`, `pods of ${fresh}`, `share of ${fresh}`, '', 'ready at the lowest'];
  const rows = plan.stages.map((stage) => [
    `${stage.number}`,
    titleWords(stage, plan),
    podsWords(stage, 0),
    podsWords(stage, 1),
    colors.cyan(bar(stage.percent)),
    share(stage.percent),
    `${stage.lowestReady}`,
  ]);
  const [titles = '', ...lines] = toTable([header, ...rows], RIGHT);
  return [
    `${colors.bold(plan.title)}: ${plan.promise}`,
    '',
    colors.dim(titles),
    ...lines,
    '',
    `Last, once ${plan.cleanUp.waitFor}: ${plan.cleanUp.title}`,
    colors.dim('For the conditions, the commands and the way back: --format markdown'),
    '',
  ].join('\n');
}

/** The columns of numbers. */
const RIGHT = [0, 2, 3, 5, 6];
