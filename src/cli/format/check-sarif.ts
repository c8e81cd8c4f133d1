import type { CheckResult } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { RULES } from '../../check/rules';
import { Severity } from '../../check/severity';
import { contentHash } from '../../text/content-hash';
import { docsUrl } from '../../text/docs-url';
import { plural } from '../../text/words';
import { describeSteps } from './counterexample';
import { toJson } from './json';
import type { ToPath } from './report-path';
import { toUnjudged } from './unjudged';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * The most findings of one log, the worst first. GitHub shows at most 5,000 and refuses a log with more than 25,000, so
 * a change with many harmless findings could hide the others.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
const MOST_RESULTS = 5000;

const LEVELS: Readonly<Record<string, string>> = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.INFO]: 'note',
};

/**
 * Returns a check as a SARIF 2.1.0 log, which GitHub code scanning shows beside the code and tracks from push to push.
 *
 * Objects that were not judged, and the assumptions, are notifications of the run, because they are not findings.
 *
 * GitHub accepts only results with a file, so a finding about an object that left the manifests is reported in the
 * first file of the check.
 *
 * @param version the version of this package
 * @param toPath returns the path of a file from the top of the repository, or `undefined` for a file that is not in it
 * @param fallback the path for findings without a file
 * @see
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function formatCheckSarif(result: CheckResult, version: string, toPath: ToPath, fallback: string): string {
  const { findings } = result;
  const driver = {
    name: 'cdk8s-rollouts',
    semanticVersion: version,
    informationUri: 'https://github.com/cdk8s-rollouts/cdk8s-rollouts',
    rules: RULES.map(({ id, title, why, severity }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: `${why} ${docsUrl(`docs/rules/${id}.md`)}` },
      helpUri: docsUrl(`docs/rules/${id}.md`),
      defaultConfiguration: { level: LEVELS[severity] },
    })),
  };
  const results = findings.slice(0, MOST_RESULTS).map((finding) => toResult(finding, toPath, fallback));
  const left = findings.length - results.length;
  const notices = [...toNotices(result, toPath), ...(left > 0 ? [cutOff(left)] : [])];
  return toJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        results,
        ...(notices.length > 0 && {
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: notices }],
        }),
      },
    ],
  });
}

/** Returns notices about everything that was not judged, and about the assumptions of the prediction. */
function toNotices(result: CheckResult, toPath: ToPath) {
  return [
    ...toUnjudged(result).map(({ text, file, line: startLine = 1 }) => {
      const path = file === undefined ? undefined : toPath(file);
      const physicalLocation = { artifactLocation: { uri: toUri(path ?? '') }, region: { startLine } };
      return { level: 'warning', message: { text }, ...(path !== undefined && { locations: [{ physicalLocation }] }) };
    }),
    ...result.assumptions.map((text) => ({ level: 'note', message: { text: `Assumed: ${text}` } })),
  ];
}

/** Returns the notice that a log lacks some findings. */
function cutOff(left: number) {
  return {
    level: 'warning',
    message: { text: `and ${plural(left, 'more finding')}: check --format json lists all` },
  };
}

function toResult(finding: Finding, toPath: ToPath, fallback: string) {
  const path = finding.file === undefined ? undefined : toPath(finding.file);
  const startLine = path === undefined ? 1 : (finding.line ?? 1);
  const physicalLocation = { artifactLocation: { uri: toUri(path ?? fallback) }, region: { startLine } };
  const steps = describeSteps(finding.counterexample);
  return {
    ruleId: finding.rule,
    ruleIndex: RULES.findIndex(({ id }) => id === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: `${finding.message}. Fix: ${finding.fix}.` },
    locations: [
      {
        physicalLocation,
        logicalLocations: [{ fullyQualifiedName: finding.resource, kind: 'resource' }],
      },
    ],
    ...(steps.length > 0 && { codeFlows: [toCodeFlow(steps, physicalLocation)] }),
    // Numbers and lines change from push to push, so only the rule and the object identify the alert.
    partialFingerprints: { 'ruleAndResource/v1': contentHash({ rule: finding.rule, resource: finding.resource }) },
  };
}

/**
 * Returns the events that lead to a finding. They happen in a cluster and not in code, so all have the line of the
 * finding.
 */
function toCodeFlow(steps: string[], physicalLocation: object) {
  const locations = steps.map((text) => ({ location: { physicalLocation, message: { text } } }));
  return { threadFlows: [{ locations }] };
}

/** Returns a path as a relative URI, with the special characters of URIs encoded. */
function toUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
