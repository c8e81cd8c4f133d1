import type { CheckResult } from '../check/check-result';
import { Severity } from '../check/severity';

/** The lowest severity that fails a check. */
export type FailSeverity = 'error' | 'warning' | 'info' | 'never';

/** The conditions that fail a check. */
export interface FailOn {
  readonly severity: FailSeverity;
  /** Whether the check fails if something was not judged or could not be read. */
  readonly notJudged: boolean;
}

/** The default conditions that fail a check. */
export const FAIL_ON_ERROR: FailOn = { severity: 'error', notJudged: false };

const SEVERITIES: string[] = ['error', 'warning', 'info', 'never'];

/** The description of the values that `toFailOn` accepts, to follow the word "expected". */
export const FAIL_ON_WORDS = 'error, warning, info, never, not-judged or a pair such as warning,not-judged';

/** Parses conditions such as `warning,not-judged`. Returns `undefined` for anything else. */
export function toFailOn(text: string): FailOn | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const severities = parts.filter((part): part is FailSeverity => SEVERITIES.includes(part));
  const notJudged = parts.includes('not-judged');
  if (severities.length > 1 || severities.length + (notJudged ? 1 : 0) !== parts.length) return undefined;
  return { severity: severities[0] ?? 'error', notJudged };
}

const RANK: string[] = [Severity.INFO, Severity.WARNING, Severity.ERROR];

/** Reports whether a finding is severe enough to fail the check. */
export function isAtLeast(severity: Severity, failOn: FailOn): boolean {
  return failOn.severity !== 'never' && RANK.indexOf(severity) >= RANK.indexOf(failOn.severity);
}

/** Reports whether a check fails. */
export function isFailed(result: CheckResult, failOn: FailOn): boolean {
  return (
    (failOn.notJudged && hasUnjudged(result)) || result.findings.some(({ severity }) => isAtLeast(severity, failOn))
  );
}

/** Reports whether some of the input was not judged, left out or not rendered. */
export function hasUnjudged({ notJudged, leftOut, renderFirst }: CheckResult): boolean {
  return notJudged.length + leftOut.length + renderFirst.length > 0;
}
