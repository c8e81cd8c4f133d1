import type { CheckResult } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { toSteps } from './counterexample';
import { isSafe, summarize } from './verdict';
import { breakLogCommands, escapeInvisible } from '../../text/escape';

/** The most commands. GitHub shows far fewer, and the JSON has all findings. */
const MOST_COMMANDS = 200;

/** The most characters of an event. */
const MOST_EVENT = 200;

const COMMANDS: Readonly<Record<string, string>> = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.INFO]: 'notice',
};

/**
 * Returns a check as workflow commands, which GitHub shows beside the code of a pull request.
 *
 * @param toPath returns the path of a file from the top of the repository, if it is in the repository
 */
export function formatCheckGithub(result: CheckResult, toPath: (file: string) => string | undefined): string {
  const summary = breakLogCommands(escapeInvisible(`${isSafe(result) ? 'safe: ' : ''}${summarize(result)}`));
  const left = result.findings.length - MOST_COMMANDS;
  const rest = left > 0 ? [`and ${left} more: --format json lists all`] : [];
  return [
    ...result.findings.slice(0, MOST_COMMANDS).map((finding) => toCommand(finding, toPath)),
    ...rest,
    summary,
    '',
  ].join('\n');
}

function toCommand(finding: Finding, toPath: (file: string) => string | undefined): string {
  const file = finding.file === undefined ? undefined : toPath(finding.file);
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    ...(file === undefined || finding.line === undefined ? [] : [`line=${finding.line}`]),
    `title=${escapeProperty(`${finding.rule}: ${finding.resource}`)}`,
  ];
  const lines = [finding.message, ...toLastEvent(finding), `fix: ${finding.fix}`, finding.docs];
  const message = lines.map(escapeInvisible).join('\n');
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${escapeData(message)}`;
}

/**
 * Returns the last of the events that lead to a finding. An annotation has little room, and the last event is the
 * worst.
 */
function toLastEvent({ counterexample }: Finding): string[] {
  const steps = toSteps(counterexample);
  const last = steps.at(-1);
  if (last === undefined || steps.length === 1) return [];
  return [`event: ${last.length > MOST_EVENT ? `${last.slice(0, MOST_EVENT)}…` : last}`];
}

/** Escapes data as the runner expects it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(escapeInvisible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
