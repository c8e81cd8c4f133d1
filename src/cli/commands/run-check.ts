import type { Command } from 'commander';
import type { CheckOptions } from '../../check/check-options';
import type { CheckResult } from '../../check/check-result';
import { checkStates } from '../../check/check-states';
import { RULE_IDS } from '../../check/rules';
import { Severity } from '../../check/severity';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { formatCheckGithub } from '../format/check-github';
import { formatCheckGitlab } from '../format/check-gitlab';
import { formatCheckHtml } from '../format/check-html';
import { formatCheckMarkdown } from '../format/check-markdown';
import { formatCheckSarif } from '../format/check-sarif';
import { formatCheckText } from '../format/check-text';
import { toColors } from '../format/colors';
import { toJson } from '../format/json';
import { toReportPath } from '../format/report-path';
import { readBefore, requireBefore } from '../input/read-before';
import { readPaths } from '../input/read-paths';
import { nothingFound, type SourceFile } from '../input/source-file';
import { type ReadState, readingNotes, toStates } from '../input/to-states';
import type { Io } from '../io';
import { describeManifestProblem } from '../../manifests/manifest-error';
import { plural } from '../../text/words';
import { packageVersion } from '../package-version';
import { FAIL_ON_ERROR, type FailOn, isFailed } from '../fail-on';

interface CheckFlags {
  readonly explain?: boolean;
  readonly against?: string;
  readonly againstDir?: string;
  readonly format: 'text' | 'markdown' | 'html' | 'json' | 'github' | 'sarif' | 'gitlab';
  readonly failOn?: FailOn;
  readonly severity?: string[];
  readonly maxUnavailable?: number | string;
  readonly maxShareStep?: number;
  readonly tolerance?: number;
  readonly syncWaves: boolean;
  readonly strict?: boolean;
}

/** Checks the manifests at some paths against what they were. */
export async function runCheck(command: Command, io: Io): Promise<CommandResult> {
  const flags = command.opts<CheckFlags>();
  requireBefore(flags);
  const options = toCheckOptions(flags);
  const paths = command.processedArgs[0] as string[];
  const { files, notes: passedOver } = await readPaths(paths, io);
  const { name, files: filesBefore, notes: found } = await readBefore(flags, paths, io);
  const { before, after } = toStates({ before: filesBefore, after: files }, io, flags);
  if (after.objects === 0 && after.state.unread.renderFirst.length === 0) throw new CliError(nothingFound(paths));
  const nothing = before.objects === 0 && found.length === 0;
  const notes = [
    ...passedOver,
    ...(nothing ? [`${name} holds no manifests: everything counts as new`] : found),
    ...describeUnreadBefore(name, before),
    ...readingNotes(after),
  ];

  const result = checkStates(before.state, after.state, options);
  return {
    output: formatResult(result, flags, files, notes, io),
    exitCode: isFailed(result, flags.failOn ?? FAIL_ON_ERROR) ? ExitCode.FINDINGS : ExitCode.OK,
    notes,
  };
}

/** What is wrong with the state before is mended or known: it is no error of the change. */
function describeUnreadBefore(name: string, { state: { unread } }: ReadState): string[] {
  const [first] = unread.leftOut;
  if (first === undefined) return [];
  const others = unread.leftOut.length - 1;
  const rest = others === 0 ? '' : `, and ${plural(others, 'more problem')}`;
  return [`${name} holds what can't be read: ${describeManifestProblem(first)}${rest}`];
}

function formatResult(result: CheckResult, flags: CheckFlags, files: SourceFile[], notes: string[], io: Io): string {
  const failOn = flags.failOn ?? FAIL_ON_ERROR;
  const toPath = toReportPath(files, io);
  const [first = ''] = files.map(({ name }) => name);
  const fallback = toPath(first) ?? first;
  switch (flags.format) {
    case 'text':
      return formatCheckText(result, toColors(io), flags.explain);
    case 'markdown':
      return formatCheckMarkdown(result, { failOn, notes });
    case 'html':
      return formatCheckHtml(result, { failOn, notes });
    case 'github':
      return formatCheckGithub(result, toPath);
    case 'gitlab':
      return formatCheckGitlab(result, toPath, fallback);
    case 'sarif':
      return formatCheckSarif(result, packageVersion(), toPath, fallback);
    case 'json':
      return toJson(result);
  }
}

function toCheckOptions({ maxUnavailable, maxShareStep, tolerance, syncWaves, severity }: CheckFlags): CheckOptions {
  return { maxUnavailable, maxShareStep, tolerance, syncWaves, severities: toSeverities(severity ?? []) };
}

function toSeverities(assignments: string[]): Record<string, Severity> {
  const levels: string[] = Object.values(Severity);
  const pairs = assignments.map((assignment) => assignment.split('=') as [string, Severity]);
  const problems = pairs.flatMap(([rule, level]) => [
    ...(RULE_IDS.includes(rule)
      ? []
      : [`--severity: expected one of ${RULE_IDS.join(', ')}, got the rule ${JSON.stringify(rule)}; correct it`]),
    ...(levels.includes(level)
      ? []
      : [`--severity: expected one of ${levels.join(', ')}, got the level ${JSON.stringify(level)}; correct it`]),
  ]);
  if (problems.length > 0) throw new CliError(problems);
  return Object.fromEntries(pairs);
}
