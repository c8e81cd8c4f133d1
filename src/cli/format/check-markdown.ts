import type { CheckResult, ServiceReport } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { enumerate, plural } from '../../text/words';
import type { FailOn } from '../fail-on';
import { sharedPodsDiagram } from './check-diagram';
import { type DetailSection, toDetails } from './check-details';
import { type CheckGroups, groupByService } from './check-groups';
import { TABLE_HEAD, toTableRows } from './check-table';
import { toSteps } from './counterexample';
import { escapeMarkdown } from './markdown-escape';
import { verdict } from './verdict';

/** The marker by which a pipeline finds its own comment in order to overwrite it. */
const MARKER = '<!-- cdk8s-rollouts check -->';

/** GitHub accepts 65,536 characters per comment. Most of them go to the findings and the Services. */
const FINDINGS_LENGTH = 25_000;
const TABLE_LENGTH = 15_000;
const FOLDED_LENGTH = 5_000;
const DIAGRAM_LENGTH = 4_000;
/** The limit of the notes, and of each of the five sections. */
const DETAIL_LENGTH = 2_000;

const SYMBOLS: Readonly<Record<string, string>> = {
  [Severity.ERROR]: '❌',
  [Severity.WARNING]: '⚠️',
  [Severity.INFO]: 'ℹ️',
};

export interface MarkdownOptions {
  readonly failOn: FailOn;
  /** Notes for the reader in addition to the result. */
  readonly notes: string[];
}

/**
 * Returns a check as a comment on a pull request: the verdict, the findings, and a table of the Services before, on the
 * way and after.
 */
export function formatCheckMarkdown(result: CheckResult, { failOn, notes }: MarkdownOptions): string {
  const groups = groupByService(result);
  const services = groups.services.map(({ service }) => service);
  const [open, folded] = [
    services.filter(({ servesUsers }) => servesUsers),
    services.filter(({ servesUsers }) => !servesUsers),
  ];
  const blocks = [
    MARKER,
    `## ${escapeMarkdown(verdict(result, failOn))}`,
    ...shorten(
      notes.map((note) => `> ${escapeMarkdown(note)}`),
      'more note',
      DETAIL_LENGTH,
    ),
    ...shorten(result.findings.map(formatFinding), 'more finding', FINDINGS_LENGTH),
    ...formatTable(open, TABLE_LENGTH),
    formatDiagram(open),
    fold(folded),
    ...toDetails(result).map(formatDetails),
    closing(result, groups),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Returns one table for all Services, with the number of those that don't fit. */
function formatTable(services: ServiceReport[], room: number): string[] {
  if (services.length === 0) return [];
  const { kept, note } = fit(services.map(toTableRows), 'more Service', room);
  return [[TABLE_HEAD, ...kept].join('\n'), ...note];
}

/** Returns a folded section with the Services that no user depends on: previews, and Services of a single version. */
function fold(services: ServiceReport[]): string {
  if (services.length === 0) return '';
  const summary = `<summary>${plural(services.length, 'Service')} for tests or for one version alone</summary>`;
  return [`<details>\n${summary}`, ...formatTable(services, FOLDED_LENGTH), '</details>'].join('\n\n');
}

function formatDiagram(services: ServiceReport[]): string {
  const diagram = sharedPodsDiagram(services).join('\n');
  return diagram.length > DIAGRAM_LENGTH ? '' : diagram;
}

/**
 * Returns as many blocks as fit, and a note about those left out. A block that is too long leaves its room to others.
 */
function fit(blocks: string[], noun: string, room: number): { readonly kept: string[]; readonly note: string[] } {
  let left = room;
  const kept = blocks.filter((block) => {
    const fits = block.length + 2 <= left;
    if (fits) left -= block.length + 2;
    return fits;
  });
  const hidden = blocks.length - kept.length;
  const note = `… and ${plural(hidden, noun)}: run the check in a terminal to see all.`;
  return { kept, note: hidden === 0 ? [] : [note] };
}

/** Returns the blocks that fit, followed by a note about the others. */
function shorten(blocks: string[], noun: string, room: number): string[] {
  const { kept, note } = fit(blocks, noun, room);
  return [...kept, ...note];
}

function formatFinding(finding: Finding): string {
  const { severity, rule, file, line } = finding;
  const place = file === undefined ? '' : ` (${escapeMarkdown(file)}${line === undefined ? '' : `:${line}`})`;
  return [
    `- ${SYMBOLS[severity]} **${severity}** [${rule}](${finding.docs})${place}: ${escapeMarkdown(finding.message)}.`,
    `  **Fix:** ${escapeMarkdown(finding.fix)}.`,
    ...formatSequence(finding),
  ].join('\n');
}

/** Returns the events that lead to a finding, as a list below it. */
function formatSequence({ counterexample }: Finding): string[] {
  const steps = toSteps(counterexample);
  return steps.length === 0 ? [] : ['', ...steps.map((step, index) => `  ${index}. ${escapeMarkdown(step)}`)];
}

function formatDetails({ title, lines }: DetailSection): string {
  const items = shorten(
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
