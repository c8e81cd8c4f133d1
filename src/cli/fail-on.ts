import { Severity } from '../check/severity';

/** From which severity on a check fails. */
export type FailOn = 'error' | 'warning' | 'info' | 'never';

const RANK: string[] = [Severity.INFO, Severity.WARNING, Severity.ERROR];

/** Whether a finding is one to fail for. */
export function isAtLeast(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && RANK.indexOf(severity) >= RANK.indexOf(failOn);
}
