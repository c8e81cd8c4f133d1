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
