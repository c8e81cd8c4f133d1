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
