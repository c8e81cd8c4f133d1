import type { CheckResult } from '../../check/check-result';
import { describeLeftOut, describeNotJudgedObject } from './check-details';

/** A part of the input that the result says nothing about. */
export interface Unjudged {
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
}

/** The most entries of one report, so that they don't bury the findings. The JSON has all of them. */
const MOST_ENTRIES = 100;

/**
 * Returns everything that was not judged, for reports that are flat lists. Each entry states that it was not judged.
 */
export function toUnjudged({ notJudged, leftOut, renderFirst }: CheckResult): Unjudged[] {
  const entries = [
    ...notJudged.map((entry) => ({ ...placeOf(entry), text: `Not judged: ${describeNotJudgedObject(entry)}` })),
    ...leftOut.map((entry) => ({
      ...placeOf(entry),
      text: `Left out: ${describeLeftOut({ message: entry.message })}`,
    })),
    ...renderFirst.map((command) => ({ text: `Not rendered yet: ${command}` })),
  ];
  const rest = entries.length - MOST_ENTRIES;
  const more = { text: `Not judged: ${rest} more; check --format json lists all` };
  return rest > 0 ? [...entries.slice(0, MOST_ENTRIES), more] : entries;
}

function placeOf({ file, line }: Omit<Unjudged, 'text'>): Omit<Unjudged, 'text'> {
  return file === undefined ? {} : { file, line };
}
