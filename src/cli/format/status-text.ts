import { breakLogCommands, escapeInvisible } from '../../text/escape';
import { describeLabel } from '../release/release-label';
import type { ReleaseStatus } from '../release/release-status';
import { bar } from './bar';
import type { Colors } from './colors';
import { share } from './share-words';
import { countStates, heldWords, NOTHING, shareNow, sinceWords, stageWords } from './status-words';
import { firstThatFits, toTable } from './table';

/** The width of the share's bar, which is one of many columns. */
const SHARE_WIDTH = 10;

/**
 * Returns releases as a table with a line per release.
 *
 * @param columns the width of the terminal. If the table is wider, it has no bars, and then no next stages. @default -
 *   any width
 */
export function formatStatusText(statuses: ReleaseStatus[], colors: Colors, columns?: number): string {
  const [titles = '', ...lines] = firstThatFits(columns, [
    () => toLines(statuses, colors, { bars: true, next: true }),
    () => toLines(statuses, colors, { bars: false, next: true }),
    () => toLines(statuses, colors, { bars: false, next: false }),
  ]);
  return breakLogCommands([colors.dim(titles), ...lines, '', countStates(statuses), ''].join('\n'));
}

function toLines(
  statuses: ReleaseStatus[],
  colors: Colors,
  has: { readonly bars: boolean; readonly next: boolean },
): string[] {
  const header = ['release', 'from', 'to', 'stage', 'share', ...(has.bars ? [''] : []), ...(has.next ? ['next'] : [])];
  const rows = statuses.map((status) => {
    const percent = shareNow(status);
    const held = escapeInvisible(heldWords(status));
    return [
      colors.bold(escapeInvisible(describeLabel(status))),
      status.from,
      status.to ?? NOTHING,
      stageWords(status),
      ...(has.bars ? [percent === undefined ? NOTHING : colors.cyan(bar(percent, SHARE_WIDTH))] : []),
      percent === undefined ? (has.bars ? '' : NOTHING) : share(percent),
      ...(has.next ? [status.next ?? NOTHING] : []),
      sinceWords(status),
      held === '' ? '' : colors.yellow(held),
    ];
  });
  return toTable([[...header, 'since', ''], ...rows], [has.bars ? 5 : 4]);
}
