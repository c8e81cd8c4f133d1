import type { CheckResult } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { enumerate, plural } from '../../text/words';
import type { FailOn } from '../fail-on';
import { serviceDiagram } from './check-diagram';
import { type DetailSection, toDetails } from './check-details';
import { type CheckGroups, describeService, groupByService, type ServiceGroup } from './check-groups';
import { escapeMarkdown } from './markdown-escape';
import { share, shareOnTheWay } from './share-words';
import { verdict } from './verdict';

/** The marker with which a pipeline finds its own comment again to overwrite it. */
const MARKER = '<!-- cdk8s-rollouts check -->';

/** The most Services that are not folded. */
const OPEN_SERVICES = 5;

/**
 * Half of the room in a comment, for the findings and for the Services each. GitHub accepts 65,536 characters per
 * comment.
 */
const HALF_LENGTH = 25_000;

const SYMBOLS: Readonly<Record<string, string>> = {
  [Severity.ERROR]: '❌',
  [Severity.WARNING]: '⚠️',
  [Severity.INFO]: 'ℹ️',
};

export interface MarkdownOptions {
  readonly failOn: FailOn;
  /** Notes for the reader beside the result. */
  readonly notes: string[];
}

/**
 * Returns a check as a comment on a pull request: the verdict, the findings, and each Service before, on the way and
 * after.
 */
export function formatCheckMarkdown(result: CheckResult, { failOn, notes }: MarkdownOptions): string {
  const groups = groupByService(result);
  const open = groups.services.slice(0, OPEN_SERVICES).map(formatService);
  const folded = groups.services.slice(OPEN_SERVICES).map(fold);
  const blocks = [
    MARKER,
    `## ${escapeMarkdown(verdict(result, failOn))}`,
    ...fit(
      notes.map((note) => `> ${escapeMarkdown(note)}`),
      'more note',
      DETAIL_LENGTH,
    ),
    ...fit(result.findings.map(formatFinding), 'more finding'),
    ...fit([...open, ...folded], 'more Service'),
    ...toDetails(result).map(formatDetails),
    closing(result, groups),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/**
 * Returns as many blocks as fit, and the number of those left out. A block that is too long doesn't use the room of
 * others.
 */
function fit(blocks: string[], noun: string, room = HALF_LENGTH): string[] {
  let left = room;
  const kept = blocks.filter((block) => {
    const fits = block.length + 2 <= left;
    if (fits) left -= block.length + 2;
    return fits;
  });
  const hidden = blocks.length - kept.length;
  return hidden === 0 ? kept : [...kept, `… and ${plural(hidden, noun)}: run the check in a terminal to see all.`];
}

function formatFinding(finding: Finding): string {
  const { severity, rule, file, line } = finding;
  const place = file === undefined ? '' : ` (${escapeMarkdown(file)}${line === undefined ? '' : `:${line}`})`;
  return [
    `- ${SYMBOLS[severity]} **${severity}** [${rule}](${finding.docs})${place}: ${escapeMarkdown(finding.message)}.`,
    `  **Fix:** ${escapeMarkdown(finding.fix)}.`,
  ].join('\n');
}

function formatService({ service }: ServiceGroup): string {
  return [`### ${escapeMarkdown(describeService(service))}`, '', ...serviceBody({ service, findings: [] })].join('\n');
}

function fold({ service }: ServiceGroup): string {
  const summary = `<summary>${escapeMarkdown(describeService(service))}</summary>`;
  return ['<details>', summary, '', ...serviceBody({ service, findings: [] }), '', '</details>'].join('\n');
}

function serviceBody({ service }: ServiceGroup): string[] {
  const { endpointsBefore, lowestReadyEndpoints, endpointsAfter, versions } = service;
  const rows = versions.map((version) => [
    escapeMarkdown(version.version),
    share(version.percentBefore),
    shareOnTheWay(version),
    share(version.percentAfter),
  ]);
  return [
    '| Version | Before | On the way | After |',
    '| --- | ---: | ---: | ---: |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    `| **Ready endpoints** | **${endpointsBefore}** | **${lowestReadyEndpoints}** at the lowest | **${endpointsAfter}** |`,
    '',
    ...serviceDiagram(service),
  ];
}

/** The length of one section of details. At most five of them have to fit beside the rest. */
const DETAIL_LENGTH = 2_000;

function formatDetails({ title, lines }: DetailSection): string {
  const items = fit(
    lines.map((line) => `- ${escapeMarkdown(line)}`),
    'more line',
    DETAIL_LENGTH,
  );
  return ['<details>', `<summary>${title}</summary>`, '', ...items, '', '</details>'].join('\n');
}

function closing({ assumptions }: CheckResult, { unchanged }: CheckGroups): string {
  const sentences = [
    ...(unchanged === 0 ? [] : [`${plural(unchanged, 'Service')} unchanged.`]),
    ...(assumptions.length === 0 ? [] : [`Assumed: ${enumerate(assumptions)}.`]),
  ];
  return sentences.length === 0 ? '' : `<sub>${sentences.map(escapeMarkdown).join(' ')}</sub>`;
}
