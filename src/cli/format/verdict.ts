import type { CheckResult, NotJudged } from '../../check/check-result';
import { ROLE_ANNOTATION } from '../../model/role';
import { plural } from '../../text/words';
import { type FailOn, hasUnjudged, isFailed } from '../fail-on';
import { countFindings } from './check-groups';

/** The most names in a verdict. The report and the JSON have all of them. */
const MOST_NAMES = 5;

/** Reports whether every Service was judged, and nothing was found, not even something that is allowed. */
export function isSafe(result: CheckResult): boolean {
  const { findings, existing } = result;
  const found = findings.length + existing.length + countAllowed(result);
  return found === 0 && judgedServices(result) > 0 && !hasUnjudged(result);
}

/** Returns the result of a check in one line: whether the change is safe to apply. */
export function verdict(result: CheckResult, failOn: FailOn): string {
  const summary = summarize(result);
  if (isSafe(result)) return `✅ Safe to apply: ${summary}`;
  if (isFailed(result, failOn)) return `❌ ${result.findings.length > 0 ? 'Not safe' : 'Not judged'}: ${summary}`;
  if (result.findings.length > 0) return `⚠️ Needs review: ${summary}`;
  return `${hasUnjudged(result) ? '⚠️' : 'ℹ️'} ${summary.charAt(0).toUpperCase()}${summary.slice(1)}`;
}

/**
 * Counts the findings and their Services, and names the objects that were not judged:
 * `nothing found in 3 Services; 1 not judged: web (selects pods of a Rollout)`.
 */
export function summarize(result: CheckResult): string {
  const { findings, existing, leftOut, notJudged, renderFirst } = result;
  const allowed = countAllowed(result);
  return [
    describeFound(result),
    ...(existing.length > 0
      ? [`${findings.length > 0 ? `${existing.length} more` : existing.length} already there`]
      : []),
    ...(allowed > 0 ? [`${plural(allowed, 'finding')} allowed`] : []),
    ...(notJudged.length > 0 ? [`${notJudged.length} not judged: ${listNotJudged(notJudged)}`] : []),
    ...(leftOut.length > 0 ? [`${plural(leftOut.length, 'document')} left out, see below`] : []),
    ...(renderFirst.length > 0 && judgedServices(result) > 0 ? [`not rendered yet: ${listCommands(renderFirst)}`] : []),
  ].join('; ');
}

function describeFound(result: CheckResult): string {
  const { findings, existing, notJudged, renderFirst } = result;
  const [judged, allowed] = [judgedServices(result), countAllowed(result)];
  const scope = `in ${plural(judged, 'Service')}`;
  if (findings.length > 0) return judged === 0 ? countFindings(findings) : `${countFindings(findings)} ${scope}`;
  if (judged > 0) return `nothing ${existing.length > 0 ? 'new ' : allowed > 0 ? 'else ' : ''}found ${scope}`;
  if (renderFirst.length > 0) return `nothing to check here; render it first: ${listCommands(renderFirst)}`;
  return notJudged.length > 0 ? 'nothing judged' : 'nothing to judge: no Service selects pods in these manifests';
}

/**
 * Returns the number of findings that were silenced on purpose, each once, by however many entries. A role only says
 * which rules apply to a Service.
 */
function countAllowed({ allowances }: CheckResult): number {
  const allowed = allowances.filter(({ annotation }) => !annotation.startsWith(ROLE_ANNOTATION));
  return new Set(allowed.flatMap(({ silenced }) => silenced)).size;
}

/** Returns the number of Services that were fully judged. */
function judgedServices({ services, notJudged }: CheckResult): number {
  const partly = new Set(notJudged.filter(({ kind }) => kind === 'Service').map(idOf));
  return services.filter((service) => !partly.has(idOf(service))).length;
}

function idOf({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace ?? ''}/${name}`;
}

function listNotJudged(notJudged: NotJudged[]): string {
  const names = notJudged.slice(0, MOST_NAMES).map(describeInShort);
  const rest = notJudged.length - names.length;
  return [...names, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** Returns the object with the reason. Most are Services, whose kind goes without saying. */
export function describeInShort({ kind, name, reason }: NotJudged): string {
  return `${kind === 'Service' ? '' : `${kind} `}${name} (${reason})`;
}

function listCommands(commands: string[]): string {
  const shown = commands.slice(0, MOST_NAMES);
  const rest = commands.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
