import type { CheckResult } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { contentHash } from '../../text/content-hash';
import { plural } from '../../text/words';
import { describeSteps } from './counterexample';
import { toJson } from './json';
import { escapeMarkdown } from './markdown-escape';
import type { ToPath } from './report-path';
import { toUnjudged, type Unjudged } from './unjudged';

const SEVERITIES: Readonly<Record<string, string>> = {
  [Severity.ERROR]: 'critical',
  [Severity.WARNING]: 'minor',
  [Severity.INFO]: 'info',
};

/** The most findings of one report, the worst first. GitLab's merge request page has to load all of them. */
const MOST_ENTRIES = 5000;

/**
 * Returns a check as a code quality report, which GitLab shows in the merge request and beside the code. The `content`
 * of a finding has the events that lead to it, as Markdown. Each object that was not judged is an entry of severity
 * `info`.
 *
 * @param toPath returns the path of a file from the top of the repository, or `undefined` for a file that is not in it
 * @param fallback the path for findings without a file, because GitLab requires one
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function formatCheckGitlab(result: CheckResult, toPath: ToPath, fallback: string): string {
  const { findings } = result;
  const seen = new Map<string, number>();
  const entries = findings.slice(0, MOST_ENTRIES).map((finding) => toEntry(finding, toPath, fallback, seen));
  const left = findings.length - entries.length;
  const unjudged = toUnjudged(result).map((entry) => toUnjudgedEntry(entry, toPath, fallback));
  return toJson([...entries, ...(left > 0 ? [cutOff(left, fallback)] : []), ...unjudged]);
}

/** Returns an entry about something that was not judged. */
function toUnjudgedEntry({ text, file, line = 1 }: Unjudged, toPath: ToPath, fallback: string) {
  const path = file === undefined ? undefined : toPath(file);
  return {
    description: text,
    check_name: 'not-judged',
    fingerprint: contentHash({ text }),
    severity: SEVERITIES[Severity.INFO],
    location: { path: path ?? fallback, lines: { begin: path === undefined ? 1 : line } },
  };
}

/** Returns the notice that a report lacks some findings. It has to be an entry, too. */
function cutOff(left: number, path: string) {
  return {
    description: `and ${plural(left, 'more finding')}: check --format json lists all`,
    check_name: 'cdk8s-rollouts',
    fingerprint: contentHash('cut off'),
    severity: SEVERITIES[Severity.INFO],
    location: { path, lines: { begin: 1 } },
  };
}

function toEntry(finding: Finding, toPath: ToPath, fallback: string, seen: Map<string, number>) {
  const path = finding.file === undefined ? undefined : toPath(finding.file);
  const { rule, resource, message, fix } = finding;
  // GitLab drops a second finding with the same fingerprint. The message can't be part of it, because its numbers
  // change.
  const repeats = seen.get(`${rule} ${resource}`) ?? 0;
  seen.set(`${rule} ${resource}`, repeats + 1);
  const events = describeSteps(finding.counterexample).map(escapeMarkdown).join('\n');
  return {
    description: `${message}. Fix: ${fix}.`,
    ...(events !== '' && { content: { body: events } }),
    check_name: rule,
    fingerprint: contentHash({ rule, resource, repeats }),
    severity: SEVERITIES[finding.severity],
    location: { path: path ?? fallback, lines: { begin: path === undefined ? 1 : (finding.line ?? 1) } },
  };
}
