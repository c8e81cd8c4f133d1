import type { CheckResult } from '../check/check-result';
import { Severity } from '../check/severity';

/** From which severity on a check fails. */
export type FailSeverity = 'error' | 'warning' | 'info' | 'never';

/** What a check fails for. */
export interface FailOn {
  readonly severity: FailSeverity;
  /** Whether it fails where something was not judged or could not be read. */
  readonly notJudged: boolean;
}

/** What a check fails for unless it is told otherwise. */
export const FAIL_ON_ERROR: FailOn = { severity: 'error', notJudged: false };

const SEVERITIES: string[] = ['error', 'warning', 'info', 'never'];

/** What a text must be for `toFailOn`, after the word "expected". */
export const FAIL_ON_WORDS = 'error, warning, info or never, and not-judged, such as warning,not-judged';

/** Returns what a text such as `warning,not-judged` fails for; `undefined` for any other text. */
export function toFailOn(text: string): FailOn | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const severities = parts.filter((part): part is FailSeverity => SEVERITIES.includes(part));
  const notJudged = parts.includes('not-judged');
  if (severities.length > 1 || severities.length + (notJudged ? 1 : 0) !== parts.length) return undefined;
  return { severity: severities[0] ?? 'error', notJudged };
}

const RANK: string[] = [Severity.INFO, Severity.WARNING, Severity.ERROR];

/** Returns whether a finding is one to fail for. */
export function isAtLeast(severity: Severity, failOn: FailOn): boolean {
  return failOn.severity !== 'never' && RANK.indexOf(severity) >= RANK.indexOf(failOn.severity);
}

/** Returns whether a check fails. */
export function isFailed(result: CheckResult, failOn: FailOn): boolean {
  return (
    (failOn.notJudged && hasUnjudged(result)) || result.findings.some(({ severity }) => isAtLeast(severity, failOn))
  );
}

/** Returns whether there is anything that the result says nothing about. */
export function hasUnjudged({ notJudged, leftOut, renderFirst }: CheckResult): boolean {
  return notJudged.length + leftOut.length + renderFirst.length > 0;
}
