/** How bad a finding is. */
export enum Severity {
  /** Users would notice, or the change would not be applied. */
  ERROR = 'error',
  /** A risk, or a step back that could be avoided. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
  /** The rule does not report: for `severities` alone, no finding has it. */
  OFF = 'off',
}
