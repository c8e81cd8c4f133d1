import type { CheckResult } from '../../src/check/check-result';

/** A result of a check in which nothing was found, with some parts of its own. */
export function checkResult(parts: Partial<CheckResult> = {}): CheckResult {
  return {
    findings: [],
    existing: [],
    services: [],
    notJudged: [],
    leftOut: [],
    passedOver: [],
    renderFirst: [],
    allowances: [],
    assumptions: [],
    ...parts,
  };
}
