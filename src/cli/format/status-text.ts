import { breakLogCommands, escapeInvisible } from '../../text/escape';
import { describeLabel } from '../release/release-label';
import type { ReleaseStatus } from '../release/release-status';
import { bar } from './bar';
import type { Colors } from './colors';
import { share } from './share-words';
import { countStates, heldWords, NOTHING, shareNow, sinceWords, stageWords } from './status-words';
import { toTable } from './table';

/** The width of the share's bar, which is one of many columns. */
const SHARE_WIDTH = 10;

/** Returns releases as a table with a line per release. */
export function formatStatusText(statuses: ReleaseStatus[], colors: Colors): string {
  const header = ['release', 'from', 'to', 'stage', 'share', '', 'next', 'since', ''];
  const rows = statuses.map((status) => {
    const percent = shareNow(status);
    return [
      colors.bold(escapeInvisible(describeLabel(status))),
      status.from,
      status.to ?? NOTHING,
      stageWords(status),
      percent === undefined ? NOTHING : colors.cyan(bar(percent, SHARE_WIDTH)),
      percent === undefined ? '' : share(percent),
      status.next ?? NOTHING,
      sinceWords(status),
      colors.yellow(escapeInvisible(heldWords(status))),
    ];
  });
  const [titles = '', ...lines] = toTable([header, ...rows], [5]);
  return breakLogCommands([colors.dim(titles), ...lines, '', countStates(statuses), ''].join('\n'));
}
