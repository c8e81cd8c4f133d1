import type { VersionReport } from '../../check/check-result';
import { percent } from '../../text/words';

/** A share, or a dash where no endpoint is ready and nobody has a share. */
export function share(value: number | undefined): string {
  return value === undefined ? '–' : percent(value);
}

/** The lowest and the highest share on the way: `0–10%`. */
export function shareOnTheWay({ percentLowest, percentHighest }: VersionReport): string {
  if (percentLowest === undefined || percentHighest === undefined) return '–';
  const [lowest, highest] = [percent(percentLowest), percent(percentHighest)];
  return lowest === highest ? lowest : `${lowest.replace('%', '')}–${highest}`;
}
