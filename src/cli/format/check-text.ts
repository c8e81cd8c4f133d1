import type { CheckResult, ServiceReport } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { enumerate, plural } from '../../text/words';
import { breakLogCommands, escapeInvisible } from '../../text/escape';
import { bar } from './bar';
import { describeSteps } from './counterexample';
import { toDetails } from './check-details';
import { type CheckGroups, describeService, groupByService } from './check-groups';
import type { Colors } from './colors';
import { share, shareOnTheWay } from './share-words';
import { toTable } from './table';
import { isSafe, summarize } from './verdict';

const SHORT_BAR = 10;

/** The most blocks. The JSON has all of them. */
const MOST_BLOCKS = 200;

/** The most findings of one Service. */
const MOST_FINDINGS = 20;

/** Returns a check in readable form: Service by Service, then the objects that were not judged, then a summary. */
export function formatCheckText(result: CheckResult, colors: Colors, explain = false): string {
  const groups = groupByService(result);
  const formatFinding = (finding: Finding): string[] => [
    ...formatFound(finding, colors),
    ...(explain ? formatSequence(finding, colors) : []),
  ];
  const shown = groups.services.slice(0, MOST_BLOCKS);
  const others = groups.others.slice(0, MOST_BLOCKS);
  const left = { services: groups.services.length - shown.length, findings: groups.others.length - others.length };
  const blocks = [
    ...shown.map(({ service, findings }) => [
      ...formatService(service, colors),
      ...findings.slice(0, MOST_FINDINGS).flatMap(formatFinding),
      ...(findings.length > MOST_FINDINGS
        ? [`  … and ${findings.length - MOST_FINDINGS} more: --format json lists all`]
        : []),
    ]),
    ...(others.length > 0 ? [others.flatMap(formatFinding)] : []),
    ...(left.services + left.findings > 0
      ? [
          [
            `… and ${plural(left.services, 'more Service')} and ${plural(left.findings, 'more finding')}: --format json lists all`,
          ],
        ]
      : []),
    ...toDetails(result).map(({ title, lines }) => [
      colors.bold(title),
      ...lines.map((line) => `  ${escapeInvisible(line)}`),
    ]),
    [formatSummary(result, groups, colors)],
  ];
  return breakLogCommands(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function formatService(service: ServiceReport, colors: Colors): string[] {
  const { endpointsBefore, lowestReadyEndpoints, endpointsAfter, preview, removed, versions } = service;
  const name = colors.bold(escapeInvisible(describeService(service)));
  const endpoints = `${endpointsBefore} → ${plural(endpointsAfter, 'ready endpoint')}`;
  const rows = versions.map((version) => [
    `  ${escapeInvisible(version.version)}`,
    colors.dim(bar(version.percentBefore, SHORT_BAR)),
    share(version.percentBefore).padStart(5),
    '→',
    colors.cyan(bar(version.percentAfter, SHORT_BAR)),
    share(version.percentAfter).padStart(5),
    colors.dim(`${shareOnTheWay(version)} on the way`),
  ]);
  return [
    `${name}${preview ? ' (preview)' : ''}${removed ? ' (removed)' : ''}: ${endpoints}, ${lowestReadyEndpoints} at the lowest`,
    ...toTable(rows),
  ];
}

function formatFound(finding: Finding, colors: Colors): string[] {
  const { severity, rule, file, line } = finding;
  const place = file === undefined ? '' : `  ${file}${line === undefined ? '' : `:${line}`}`;
  return [
    `  ${paint(severity, colors)} ${colors.bold(rule)}${colors.dim(escapeInvisible(place))}`,
    `    ${escapeInvisible(finding.message)}`,
    `    ${colors.green('fix:')} ${escapeInvisible(finding.fix)}`,
    `    ${colors.dim(finding.docs)}`,
  ];
}

/** Returns the events that lead to a finding, one per line. */
function formatSequence({ counterexample }: Finding, colors: Colors): string[] {
  return describeSteps(counterexample).map((line) => `    ${colors.dim(escapeInvisible(line))}`);
}

function paint(severity: Severity, colors: Colors): string {
  if (severity === Severity.ERROR) return colors.red(severity);
  return severity === Severity.WARNING ? colors.yellow(severity) : colors.blue(severity);
}

function formatSummary(result: CheckResult, { services, unchanged }: CheckGroups, colors: Colors): string {
  const { assumptions } = result;
  const summary = escapeInvisible(`${summarize(result)} (${services.length} shown, ${unchanged} unchanged)`);
  const assumed = assumptions.length === 0 ? [] : [colors.dim(`assumed: ${enumerate(assumptions)}`)];
  return [...assumed, isSafe(result) ? `${colors.green('safe')}: ${summary}` : summary].join('\n');
}
