import type { Command } from 'commander';
import type { CapacityPolicy } from '../../split/capacity-policy';
import { describeProblem } from '../../validate/problem';
import { escapeInvisible } from '../../text/escape';
import { splitOptionProblems, type SplitOptions } from '../../split/split-options';
import { trySplit } from '../../split/split-replicas';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { formatSplit } from '../format/split-text';
import { toJson } from '../format/json';
import type { Io } from '../io';
import { toColors } from '../format/colors';
import { toFlags } from './flag-names';

interface SplitFlags {
  readonly replicas: number;
  readonly percent: number;
  readonly maxSurge?: number;
  readonly tolerance?: number;
  readonly policy: CapacityPolicy;
  readonly format: 'text' | 'json';
}

export function runSplit(command: Command, io: Io): CommandResult {
  const { percent, policy, format, ...counts } = command.opts<SplitFlags>();
  const options: SplitOptions = { ...counts, trafficPercent: percent, capacityPolicy: policy };
  const invalid = splitOptionProblems(options);
  if (invalid.length > 0) throw new CliError(invalid.map((problem) => toFlags(describeProblem(problem))));

  const { value: split, problems } = trySplit(options);
  if (split === undefined) {
    for (const problem of problems) io.stderr.write(`error: ${escapeInvisible(toFlags(describeProblem(problem)))}\n`);
    return { output: '', exitCode: ExitCode.FINDINGS };
  }
  const output = format === 'json' ? toJson(split) : formatSplit(split, percent, toColors(io));
  return { output, exitCode: ExitCode.OK };
}
