import type { Allowance, CheckResult, LeftOut, NotJudged } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { enumerate, plural } from '../../text/words';
import { describeService } from './check-groups';

/** A part of a report other than the findings of the change. */
export interface DetailSection {
  readonly title: string;
  /** One line per entry. */
  readonly lines: string[];
}

/** The most lines of one section, so that it doesn't bury the rest of the report. The JSON has all of them. */
const MOST_LINES = 20;

/**
 * Returns the sections of a report other than its findings and Services: objects that were not judged or left out,
 * findings that the state before already has, allowances, and documents that were passed over. It omits empty sections,
 * and cuts long ones with a pointer to the rest.
 */
export function toDetails(result: CheckResult): DetailSection[] {
  const { notJudged, leftOut, allowances, existing, passedOver } = result;
  const sections = [
    section('Not judged', notJudged.map(describeNotJudged)),
    section('Left out', leftOut.map(describeLeftOut)),
    section('Already there', existing.map(describeExisting)),
    section('Allowed', describeAllowances(allowances)),
    section(
      'Passed over',
      passedOver.length === 0 ? [] : [enumerate(passedOver.map(({ what, count }) => plural(count, what)))],
    ),
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function section(title: string, entries: string[]): DetailSection {
  const lines = entries.slice(0, MOST_LINES);
  const rest = entries.length - lines.length;
  return { title, lines: rest > 0 ? [...lines, `… and ${rest} more: --format json lists all`] : lines };
}

function describeNotJudged(entry: NotJudged): string {
  return `${describeNotJudgedObject(entry)}${describePlace(entry)}`;
}

/** Returns the object and the reason: `Service shop/web has no selector`. */
export function describeNotJudgedObject(entry: NotJudged): string {
  const name = entry.kind === 'Service' ? describeService(entry) : `${entry.kind} ${entry.name}`;
  return `${name} ${entry.reason}`;
}

/** Returns the problem, after its place if it has one. */
export function describeLeftOut({ file, line, message }: LeftOut): string {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return place === '' ? message : `${place}: ${message}`;
}

function describeExisting(finding: Finding): string {
  return `${finding.severity} ${finding.rule}${describePlace(finding)}: ${finding.message}`;
}

/** Describes the annotations that silence a finding or are new. The others tell nothing: a preview Service has one. */
function describeAllowances(allowances: Allowance[]): string[] {
  return allowances.filter(({ added, silenced }) => added || silenced.length > 0).map(describeAllowance);
}

function describeAllowance({ resource, annotation, added, silenced, ...place }: Allowance): string {
  const rules = [...new Set(silenced.map(({ rule }) => rule))];
  const effect = rules.length > 0 ? `silences ${enumerate(rules)}` : 'silences nothing';
  return `${resource} with ${annotation}${added ? ' (added by this change)' : ''} ${effect}${describePlace(place)}`;
}

function describePlace({ file, line }: { readonly file?: string; readonly line?: number }): string {
  return file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
}
