import type { Finding } from '../../check/finding';
import { type FailOn, isAtLeast } from '../fail-on';
import { countFindings } from './check-groups';

/** The result of a check in a line: whether it can be applied. */
export function verdict(findings: Finding[], failOn: FailOn): string {
  if (findings.length === 0) return '✅ Safe to apply: nothing found';
  if (findings.some(({ severity }) => isAtLeast(severity, failOn))) return `❌ Not safe: ${countFindings(findings)}`;
  return `⚠️ To be looked at: ${countFindings(findings)}`;
}
