import type { Split } from '../../split/split';
import { percent, plural } from '../../text/words';
import { bar } from './bar';
import type { Colors } from './colors';
import { toTable } from './table';

/** Returns a split as a headline and a bar per version. */
export function formatSplit(split: Split, askedPercent: number, colors: Colors): string {
  const { stable, canary, total, actualPercent, errorPoints } = split;
  const off = errorPoints === 0 ? 'exactly as requested' : `${Math.round(errorPoints * 100) / 100} points off`;
  const stablePercent = total === 0 ? 0 : 100 - actualPercent;
  return [
    `${askedPercent}% of ${plural(total, 'pod')}: the canary gets ${precisePercent(actualPercent)}, ${off}`,
    ...toTable([
      ['  stable', colors.green(bar(stablePercent)), plural(stable, 'pod'), percent(stablePercent)],
      ['  canary', colors.yellow(bar(total === 0 ? 0 : actualPercent)), plural(canary, 'pod'), percent(actualPercent)],
    ]),
    '',
  ].join('\n');
}

function precisePercent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
