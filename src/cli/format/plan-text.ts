import { bar } from './bar';
import type { Colors } from './colors';
import { type PlanView, podsWords, titleWords } from './plan-view';
import { share } from './share-words';
import { firstThatFits, toTable } from './table';
import { wrap } from './wrap';

/**
 * Returns a plan as a table with a bar per stage.
 *
 * @param columns the width of the terminal. If the table is wider, it has no bars, and then shorter headers.
 *   @default - any width
 */
export function formatPlanText(plan: PlanView, colors: Colors, columns?: number): string {
  const { tracks } = plan;
  const [old, fresh] = tracks;
  const header = ['', 'stage', `pods of ${old}`, `pods of ${fresh}`, `share of ${fresh}`];
  const [titles = '', ...lines] = firstThatFits(columns, [
    () => toLines(plan, [...header, '', 'fewest ready'], colors),
    () => toLines(plan, [...header, 'fewest ready']),
    () => toLines(plan, ['', 'stage', ...tracks, 'share', 'ready']),
  ]);
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

/**
 * Returns the lines of the table, the header first.
 *
 * @param barColors the colors of the bars, which need a column of their own. @default - there are no bars
 */
function toLines(plan: PlanView, header: string[], barColors?: Colors): string[] {
  const rows = plan.stages.map((stage) => [
    `${stage.number}`,
    titleWords(stage, plan),
    podsWords(stage, 0),
    podsWords(stage, 1),
    ...(barColors === undefined ? [] : [barColors.cyan(bar(stage.percent))]),
    share(stage.percent),
    `${stage.lowestReady}`,
  ]);
  return toTable([header, ...rows], barColors === undefined ? [0, 2, 3, 4, 5] : [0, 2, 3, 5, 6]);
}
