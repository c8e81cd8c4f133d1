import { type CheckOptions } from '../../src/check/check-options';
import { Severity } from '../../src/check/severity';
import { checkRollout } from '../../src/check/check-rollout';

/** Returns the messages of one rule about a change. */
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

/** Options without the rules that count the remaining endpoints, so that only findings about the cause stay. */
export const CAUSE_ALONE: CheckOptions = {
  severities: { 'no-ready-endpoints': Severity.OFF, 'capacity-below-floor': Severity.OFF },
};

/** Returns the rules with a finding about a change, each once. */
export function rulesOf(before: object[], after: object[], options?: CheckOptions): string[] {
  return [...new Set(checkRollout(before, after, options).findings.map(({ rule }) => rule))];
}
