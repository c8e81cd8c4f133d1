import type { CheckResult, ServiceReport, VersionReport } from '../../check/check-result';
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
import { toTable, visibleLength } from './table';
import { isSafe, summarize } from './verdict';
import { shortenNames, wrap } from './wrap';

const SHORT_BAR = 10;

/** The most blocks. The JSON has all of them. */
const MOST_BLOCKS = 200;

/** The most findings of one Service. */
const MOST_FINDINGS = 20;

/** The number of Services above which the summary also stands at the start, so that readers see it first. */
const MANY_SERVICES = 5;

/** The narrowest terminal that gets bars, in characters. */
const ROOM_FOR_BARS = 76;

/** The fewest characters of a version that still identify it. */
const SHORTEST_NAME = 8;

/** The options for printing a check as text. */
export interface TextOptions {
  /** Whether to add the events that lead to each finding. @default false */
  readonly explain?: boolean;
  /** The width of the terminal in characters. @default - lines are as long as their text */
  readonly columns?: number;
}

/** Returns a check in readable form: Service by Service, then the objects that were not judged, then a summary. */
export function formatCheckText(
  result: CheckResult,
  colors: Colors,
  { explain = false, columns }: TextOptions = {},
): string {
  const groups = groupByService(result);
  const linked = new Set<string>();
  const formatFinding = (finding: Finding): string[] => {
    const { rule, docs } = finding;
    // Most links are wider than a terminal, so each stands once, and on a line of its own that is never broken.
    const link = linked.has(rule) ? [] : [`    ${colors.dim(docs)}`];
    linked.add(rule);
    const events = explain ? formatSequence(finding, colors, columns) : [];
    return [...formatFound(finding, colors, columns), ...link, ...events];
  };
  const shown = groups.services.slice(0, MOST_BLOCKS);
  const others = groups.others.slice(0, MOST_BLOCKS);
  const left = { services: groups.services.length - shown.length, findings: groups.others.length - others.length };
  const summary = formatSummary(result, groups, colors, columns);
  const blocks = [
    ...(shown.length > MANY_SERVICES ? [summary] : []),
    ...shown.map(({ service, findings }) => [
      ...formatService(service, colors, columns),
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
      ...lines.flatMap((line) => wrap(escapeInvisible(line), columns, '  ')),
    ]),
    [...formatAssumptions(result, colors, columns), ...summary],
  ];
  return breakLogCommands(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function formatService(service: ServiceReport, colors: Colors, columns: number | undefined): string[] {
  const { endpointsBefore, lowestReadyEndpoints, endpointsAfter, servesUsers, removed, versions } = service;
  const name = colors.bold(escapeInvisible(describeService(service)));
  const title = `${name}${servesUsers ? '' : ' (serves no users)'}${removed ? ' (removed)' : ''}:`;
  const ready = plural(endpointsAfter, 'ready endpoint');
  return [
    ...joinIfFits(title, ` ${endpointsBefore} → ${ready}, ${lowestReadyEndpoints} at the lowest`, columns, ' '),
    ...formatVersions(versions, colors, columns),
  ];
}

/** Returns two parts as one line, or as two if the terminal is too narrow. */
function joinIfFits(first: string, second: string, columns: number | undefined, indent: string): string[] {
  const fits = columns === undefined || visibleLength(first + second) <= columns;
  return fits ? [first + second] : [first, indent + second];
}

function formatVersions(versions: VersionReport[], colors: Colors, columns: number | undefined): string[] {
  const hasBars = columns === undefined || columns >= ROOM_FOR_BARS;
  const barOf = (paintBar: (text: string) => string, percent: number | undefined): string[] =>
    hasBars ? [paintBar(bar(percent, SHORT_BAR))] : [];
  const shares = toTable(
    versions.map((version) => [
      ...barOf(colors.dim, version.percentBefore),
      share(version.percentBefore).padStart(5),
      '→',
      ...barOf(colors.cyan, version.percentAfter),
      share(version.percentAfter).padStart(5),
      colors.dim(`${shareOnTheWay(version)} on the way`),
    ]),
  );
  const names = versions.map(({ version }) => escapeInvisible(version));
  const taken = 4 + Math.max(0, ...shares.map(visibleLength));
  const shown = columns === undefined ? names : shortenNames(names, Math.max(SHORTEST_NAME, columns - taken));
  return toTable(shown.map((name, index) => [`  ${name}`, shares[index]!]));
}

function formatFound(finding: Finding, colors: Colors, columns: number | undefined): string[] {
  const { severity, rule, file, line, message, fix } = finding;
  const place = file === undefined ? '' : `  ${file}${line === undefined ? '' : `:${line}`}`;
  const [first = '', ...others] = wrap(`fix: ${escapeInvisible(fix)}`, columns, '    ');
  return [
    ...joinIfFits(
      `  ${paint(severity, colors)} ${colors.bold(rule)}`,
      colors.dim(escapeInvisible(place)),
      columns,
      '  ',
    ),
    ...wrap(escapeInvisible(message), columns, '    '),
    first.replace('fix:', () => colors.green('fix:')),
    ...others,
  ];
}

/** Returns the events that lead to a finding, one per line. */
function formatSequence({ counterexample }: Finding, colors: Colors, columns: number | undefined): string[] {
  return describeSteps(counterexample).flatMap((line) => wrap(escapeInvisible(line), columns, '    ').map(colors.dim));
}

function paint(severity: Severity, colors: Colors): string {
  if (severity === Severity.ERROR) return colors.red(severity);
  return severity === Severity.WARNING ? colors.yellow(severity) : colors.blue(severity);
}

function formatSummary(
  result: CheckResult,
  { services, unchanged }: CheckGroups,
  colors: Colors,
  columns: number | undefined,
): string[] {
  const summary = escapeInvisible(`${summarize(result)} (${services.length} shown, ${unchanged} unchanged)`);
  if (!isSafe(result)) return wrap(summary, columns, '');
  const [first = '', ...others] = wrap(`safe: ${summary}`, columns, '');
  return [first.replace('safe', () => colors.green('safe')), ...others];
}

function formatAssumptions({ assumptions }: CheckResult, colors: Colors, columns: number | undefined): string[] {
  if (assumptions.length === 0) return [];
  return wrap(`assumed: ${enumerate(assumptions)}`, columns, '').map(colors.dim);
}
