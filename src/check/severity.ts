/** The severity of a finding. */
export enum Severity {
  /** Users would notice, or the change would not be applied. */
  ERROR = 'error',
  /** A risk, or an avoidable step back. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
  /** The rule does not report. Only for `severities`; no finding has it. */
  OFF = 'off',
}

const RANK = [Severity.OFF, Severity.INFO, Severity.WARNING, Severity.ERROR];

/** Returns a number that is higher for a worse severity; 0 for `OFF`. */
export function severityRank(severity: Severity): number {
  return RANK.indexOf(severity);
}
