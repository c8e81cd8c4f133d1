import { type CheckOptions } from '../../src/check/check-options';
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

/** The rules that have something to say of a change, each once. */
export function rulesOf(before: object[], after: object[], options?: CheckOptions): string[] {
  return [...new Set(checkRollout(before, after, options).findings.map(({ rule }) => rule))];
}
