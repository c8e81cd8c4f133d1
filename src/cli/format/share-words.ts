import type { VersionReport } from '../../check/check-result';
import { percent } from '../../text/words';

/** Returns a share, or a dash if no endpoint is ready and no version has a share. */
export function share(value: number | undefined): string {
  return value === undefined ? '–' : percent(value);
}

/** Returns the lowest and the highest share on the way: `0–10%`. */
export function shareOnTheWay({ percentLowest, percentHighest }: VersionReport): string {
  if (percentLowest === undefined || percentHighest === undefined) return '–';
  const [lowest, highest] = [percent(percentLowest), percent(percentHighest)];
  return lowest === highest ? lowest : `${lowest.replace('%', '')}–${highest}`;
}
