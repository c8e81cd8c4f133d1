import { bar } from './bar';
import type { Colors } from './colors';
import { type PlanView, podsWords, titleWords } from './plan-view';
import { share } from './share-words';
import { toTable, visibleLength } from './table';
import { wrap } from './wrap';

/**
 * Returns a plan as a table with a bar per stage.
 *
 * @param columns the width of the terminal. If the table is wider, it has no bars. @default - any width
 */
export function formatPlanText(plan: PlanView, colors: Colors, columns?: number): string {
  const table = toLines(plan, colors, true);
  const fits = columns === undefined || table.every((line) => visibleLength(line) <= columns);
  const [titles = '', ...lines] = fits ? table : toLines(plan, colors, false);
  const heading = `${plan.title}: ${plan.promise}`;
  const headingFits = columns === undefined || heading.length <= columns;
  return [
    ...(headingFits
      ? [`${colors.bold(plan.title)}: ${plan.promise}`]
      : [...wrap(plan.title, columns, '').map(colors.bold), ...wrap(plan.promise, columns, '')]),
    '',
    colors.dim(titles),
    ...lines,
    '',
    ...wrap(`Last, once ${plan.cleanUp.waitFor}: ${plan.cleanUp.title}`, columns, ''),
    colors.dim('For the conditions, the commands and the way back: --format markdown'),
    '',
  ].join('\n');
}

function toLines(plan: PlanView, colors: Colors, hasBars: boolean): string[] {
  const [old, fresh] = plan.tracks;
  const pods = ['', 'stage', `pods of ${old}`, `pods of ${fresh}`];
  const header = [...pods, `share of ${fresh}`, ...(hasBars ? [''] : []), 'fewest ready'];
  const rows = plan.stages.map((stage) => [
    `${stage.number}`,
    titleWords(stage, plan),
    podsWords(stage, 0),
    podsWords(stage, 1),
    ...(hasBars ? [colors.cyan(bar(stage.percent))] : []),
    share(stage.percent),
    `${stage.lowestReady}`,
  ]);
  return toTable([header, ...rows], hasBars ? [0, 2, 3, 5, 6] : [0, 2, 3, 4, 5]);
}
