import type { CheckResult } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { plural } from '../../text/words';
import type { FailOn } from '../fail-on';
import { serviceDiagram } from './check-diagram';
import { type CheckGroups, describeService, groupByService, type ServiceGroup } from './check-groups';
import { docsUrl } from './docs-url';
import { escapeMarkdown } from './markdown-escape';
import { share, shareOnTheWay } from './share-words';
import { verdict } from './verdict';

/** By which a pipeline finds its own comment again, to write over it. */
const MARKER = '<!-- cdk8s-rollouts check -->';

/** More of them are folded away. */
const OPEN_SERVICES = 5;

/** GitHub takes 65,536 characters a comment: half of them for the findings, half for the Services. */
const HALF_LENGTH = 30_000;

const SYMBOLS: Readonly<Record<string, string>> = {
  [Severity.ERROR]: '❌',
  [Severity.WARNING]: '⚠️',
  [Severity.INFO]: 'ℹ️',
};

export interface MarkdownOptions {
  readonly failOn: FailOn;
  /** What the reader should know beside the result. */
  readonly notes: string[];
}

/** A check as a comment on a pull request: the verdict, what was found, and each Service before, on the way and after. */
export function formatCheckMarkdown(result: CheckResult, { failOn, notes }: MarkdownOptions): string {
  const groups = groupByService(result);
  const open = groups.services.slice(0, OPEN_SERVICES).map(formatService);
  const folded = groups.services.slice(OPEN_SERVICES).map(fold);
  const blocks = [
    MARKER,
    `## ${verdict(result.findings, failOn)}`,
    ...notes.map((note) => `> ${escapeMarkdown(note)}`),
    ...fit(result.findings.map(formatFinding), 'more finding'),
    ...fit([...open, ...folded], 'more Service'),
    closing(groups),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** As many blocks as there is room for, and how many are left. */
function fit(blocks: string[], noun: string): string[] {
  let length = 0;
  const kept = blocks.filter((block) => (length += block.length + 2) <= HALF_LENGTH);
  const left = blocks.length - kept.length;
  return left === 0 ? kept : [...kept, `… and ${plural(left, noun)}: run the check in a terminal to see all.`];
}

function formatFinding(finding: Finding): string {
  const { severity, rule, file, line } = finding;
  const place = file === undefined ? '' : ` (${escapeMarkdown(file)}${line === undefined ? '' : `:${line}`})`;
  return [
    `- ${SYMBOLS[severity]} **${severity}** [${rule}](${docsUrl(finding.docs)})${place}: ${escapeMarkdown(finding.message)}.`,
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

function closing({ unchanged }: CheckGroups): string {
  const rest = unchanged === 0 ? '' : `${plural(unchanged, 'Service')} unchanged. `;
  return `<sub>${rest}Assumed: all pods ran and were ready before, and readiness probes tell the truth.</sub>`;
}
