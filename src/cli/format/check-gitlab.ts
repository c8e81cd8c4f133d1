import type { CheckResult } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { contentHash } from '../../text/content-hash';
import { toJson } from './json';
import type { ToPath } from './report-path';

const SEVERITIES: Readonly<Record<string, string>> = {
  [Severity.ERROR]: 'critical',
  [Severity.WARNING]: 'minor',
  [Severity.INFO]: 'info',
};

/**
 * Returns a check as a code quality report, which GitLab shows in the merge request and beside the code.
 *
 * @param toPath the path of a file from the top of the repository; `undefined` for a file that is not in it
 * @param fallback the path that stands for findings without a file: GitLab takes none without one
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function formatCheckGitlab({ findings }: CheckResult, toPath: ToPath, fallback: string): string {
  const seen = new Map<string, number>();
  return toJson(findings.map((finding) => toEntry(finding, toPath, fallback, seen)));
}

function toEntry(finding: Finding, toPath: ToPath, fallback: string, seen: Map<string, number>) {
  const path = finding.file === undefined ? undefined : toPath(finding.file);
  const { rule, resource, message, fix } = finding;
  // GitLab drops a second finding of the same fingerprint. Counts in messages move, so that they stay out of it.
  const repeats = seen.get(`${rule} ${resource}`) ?? 0;
  seen.set(`${rule} ${resource}`, repeats + 1);
  return {
    description: `${message}. Fix: ${fix}.`,
    check_name: rule,
    fingerprint: contentHash({ rule, resource, repeats }),
    severity: SEVERITIES[finding.severity],
    location: { path: path ?? fallback, lines: { begin: path === undefined ? 1 : (finding.line ?? 1) } },
  };
}
