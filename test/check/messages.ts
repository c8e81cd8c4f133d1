import { type CheckOptions } from '../../src/check/check-options';
import { Severity } from '../../src/check/severity';
import { checkRollout } from '../../src/check/check-rollout';

/** What one rule has to say of a change. */
export function messagesOf(rule: string, before: object[], after: object[], options?: CheckOptions): string[] {
  return findingsOf(rule, before, after, options).map(({ message }) => message);
}

export function findingsOf(
  rule: string,
  before: object[],
  after: object[],
  options?: CheckOptions,
): ReturnType<typeof checkRollout>['findings'] {
  return checkRollout(before, after, options).findings.filter((finding) => finding.rule === rule);
}

/** Without the rules that say how few endpoints are left: the finding that names the cause speaks for itself. */
export const CAUSE_ALONE: CheckOptions = {
  severities: { 'no-ready-endpoints': Severity.OFF, 'capacity-below-floor': Severity.OFF },
};

/** The rules that have something to say of a change, each once. */
export function rulesOf(before: object[], after: object[], options?: CheckOptions): string[] {
  return [...new Set(checkRollout(before, after, options).findings.map(({ rule }) => rule))];
}
