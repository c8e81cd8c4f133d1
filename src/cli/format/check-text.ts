import type { CheckResult, ServiceReport } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { plural } from '../../text/words';
import { escapeInvisible } from '../../validate/problem';
import { bar } from './bar';
import { type CheckGroups, countFindings, describeService, groupByService } from './check-groups';
import type { Colors } from './colors';
import { docsUrl } from './docs-url';
import { share, shareOnTheWay } from './share-words';
import { toTable } from './table';

const SHORT_BAR = 10;

/** A check for people: Service by Service, and a summary at the end. */
export function formatCheckText(result: CheckResult, colors: Colors): string {
  const groups = groupByService(result);
  const blocks = [
    ...groups.services.map(({ service, findings }) => [
      ...formatService(service, colors),
      ...findings.flatMap((finding) => formatFinding(finding, colors)),
    ]),
    ...(groups.others.length > 0 ? [groups.others.flatMap((finding) => formatFinding(finding, colors))] : []),
    [summarize(result, groups, colors)],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function formatService(service: ServiceReport, colors: Colors): string[] {
  const { endpointsBefore, lowestReadyEndpoints, endpointsAfter, preview, versions } = service;
  const name = colors.bold(escapeInvisible(describeService(service)));
  const endpoints = `${endpointsBefore} → ${plural(endpointsAfter, 'ready endpoint')}`;
  const rows = versions.map((version) => [
    `  ${escapeInvisible(version.version)}`,
    colors.dim(bar(version.percentBefore, SHORT_BAR)),
    share(version.percentBefore).padStart(6),
    '→',
    colors.cyan(bar(version.percentAfter, SHORT_BAR)),
    share(version.percentAfter).padStart(6),
    colors.dim(`${shareOnTheWay(version)} on the way`),
  ]);
  return [
    `${name}${preview ? ' (preview)' : ''}: ${endpoints}, ${lowestReadyEndpoints} at the lowest`,
    ...toTable(rows),
  ];
}

function formatFinding(finding: Finding, colors: Colors): string[] {
  const { severity, rule, file, line } = finding;
  const place = file === undefined ? '' : `  ${file}${line === undefined ? '' : `:${line}`}`;
  return [
    `  ${paint(severity, colors)} ${colors.bold(rule)}${colors.dim(escapeInvisible(place))}`,
    `    ${escapeInvisible(finding.message)}`,
    `    ${colors.green('fix:')} ${escapeInvisible(finding.fix)}`,
    `    ${colors.dim(docsUrl(finding.docs))}`,
  ];
}

function paint(severity: Severity, colors: Colors): string {
  if (severity === Severity.ERROR) return colors.red(severity);
  return severity === Severity.WARNING ? colors.yellow(severity) : colors.blue(severity);
}

function summarize({ findings }: CheckResult, { services, unchanged }: CheckGroups, colors: Colors): string {
  const scope = `${plural(services.length, 'Service')} shown, ${unchanged} unchanged`;
  if (findings.length === 0) return `${colors.green('safe')}: nothing found; ${scope}`;
  return `${countFindings(findings)}; ${scope}`;
}
