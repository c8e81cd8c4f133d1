import type { Command } from 'commander';
import type { CapacityPolicy } from '../../split/capacity-policy';
import type { Color } from '../../plan/color';
import type { BlueGreenPlan } from '../../plan/blue-green-plan';
import type { CanaryPlan } from '../../plan/canary-plan';
import { drawPlan } from '../../picture/draw-plan';
import { tryPlanBlueGreen } from '../../plan/plan-blue-green';
import { tryPlanCanary } from '../../plan/plan-canary';
import { resolveRelease } from '../../release/resolve-release';
import { describeProblem } from '../../validate/problem';
import type { Result } from '../../validate/result';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { toColors } from '../format/colors';
import { toJson } from '../format/json';
import { formatPlanMarkdown } from '../format/plan-markdown';
import { formatPlanText } from '../format/plan-text';
import { type PlanView, viewBlueGreenPlan, viewCanaryPlan } from '../format/plan-view';
import { viewRelease } from '../format/release-view';
import { readPaths } from '../input/read-paths';
import { type Io, terminalColumns } from '../io';
import { planName, toReleaseFiles } from '../release/release-file';
import { toFlags } from './flag-names';

interface PlanFlags {
  readonly release?: string;
  readonly replicas?: number;
  readonly maxReplicas?: number;
  readonly strategy: 'canary' | 'blue-green';
  readonly steps?: number[];
  readonly maxUnavailable?: number | string;
  readonly maxSurge?: number | string;
  readonly tolerance?: number;
  readonly policy?: CapacityPolicy;
  readonly stable?: string;
  readonly canary?: string;
  readonly active?: Color;
  readonly previewReplicas?: number;
  readonly overlap?: boolean;
  readonly name?: string;
  readonly namespace?: string;
  readonly format: 'text' | 'markdown' | 'svg' | 'json';
}

const CANARY_FLAGS = ['steps', 'maxUnavailable', 'maxSurge', 'tolerance', 'policy', 'stable', 'canary'] as const;
const BLUE_GREEN_FLAGS = ['active', 'previewReplicas', 'overlap'] as const;

/** The flags that a release file replaces. */
const FILE_FLAGS = ['replicas', ...CANARY_FLAGS, ...BLUE_GREEN_FLAGS] as const;

/** Plans a release. */
export async function runPlan(command: Command, io: Io): Promise<CommandResult> {
  const flags = command.opts<PlanFlags>();
  if (flags.release !== undefined) {
    const stated =
      command.getOptionValueSource('strategy') === 'default' ? FILE_FLAGS : (['strategy', ...FILE_FLAGS] as const);
    refuseFlags(flags, stated, '--release, which states it');
    const { plan, view } = await releaseFile(flags.release, flags, io);
    return { output: format(flags, plan, view, io), exitCode: ExitCode.OK };
  }
  refuseFlags(flags, flags.strategy === 'canary' ? BLUE_GREEN_FLAGS : CANARY_FLAGS, `--strategy ${flags.strategy}`);
  const { plan, view } = flags.strategy === 'canary' ? canary(flags) : blueGreen(flags);
  return { output: format(flags, plan, view, io), exitCode: ExitCode.OK };
}

function format(flags: PlanFlags, plan: CanaryPlan | BlueGreenPlan, view: PlanView, io: Io): string {
  switch (flags.format) {
    case 'text':
      return formatPlanText(view, toColors(io), terminalColumns(io));
    case 'markdown':
      return formatPlanMarkdown(view);
    case 'svg':
      return drawPlan(view);
    case 'json':
      return toJson(plan);
  }
}

/** Returns the plan of a release file, with a mark at the current stage. */
async function releaseFile(
  name: string,
  { namespace, maxReplicas, name: app }: PlanFlags,
  io: Io,
): Promise<{ plan: CanaryPlan | BlueGreenPlan; view: PlanView }> {
  const { files } = await readPaths([name], io);
  const [file, ...others] = toReleaseFiles(files, io.cwd);
  if (file === undefined || others.length > 0) {
    throw new CliError(`--release: expected one release file, got ${name} with ${files.length}; name the file`);
  }
  const options = { name: app ?? planName(file), namespace, maxReplicas };
  const { value, problems = [] } = resolveRelease(file.release, options);
  if (value === undefined)
    throw new CliError(problems.map((problem) => `${name}: ${toFlags(describeProblem(problem))}`));
  const plan = value.plan.canary ?? value.plan.blueGreen!;
  return { plan, view: viewRelease(value, { ...options, name: options.name ?? file.app }) };
}

function canary(flags: PlanFlags): { plan: CanaryPlan; view: PlanView } {
  const { steps, policy, stable = 'v1', canary: version = 'v2', name = 'my-app' } = flags;
  const replicas = requiredReplicas(flags);
  if (steps === undefined) {
    throw new CliError('--steps: expected rising percentages, got undefined; pass, for example, --steps 10,30,50,100');
  }
  const { maxReplicas, maxUnavailable, maxSurge, tolerance, namespace } = flags;
  const versions = { stableVersion: stable, canaryVersion: version };
  const bounds = { maxUnavailable, maxSurge, tolerance, capacityPolicy: policy };
  const plan = orCliError(tryPlanCanary({ replicas, maxReplicas, steps, ...bounds, name, namespace, ...versions }));
  return { plan, view: viewCanaryPlan(plan, stable, version, { name, namespace, maxReplicas }) };
}

function blueGreen(flags: PlanFlags): { plan: BlueGreenPlan; view: PlanView } {
  const { maxReplicas, active, previewReplicas, overlap, name = 'my-app', namespace } = flags;
  const replicas = requiredReplicas(flags);
  const options = { replicas, maxReplicas, active, previewReplicas, overlap, name, namespace };
  const plan = orCliError(tryPlanBlueGreen(options));
  return { plan, view: viewBlueGreenPlan(plan, { name, namespace, maxReplicas }) };
}

function requiredReplicas({ replicas }: PlanFlags): number {
  if (replicas !== undefined) return replicas;
  throw new CliError(
    '--replicas: expected a number of pods, got undefined; pass, for example, --replicas 10, or --release <file>',
  );
}

function refuseFlags(flags: PlanFlags, unused: readonly (keyof PlanFlags)[], beside: string): void {
  const problems = unused
    .filter((flag) => flags[flag] !== undefined)
    .map((flag) => {
      const option = `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return `${option}: expected no value with ${beside}, got ${JSON.stringify(flags[flag])}; leave it out, or change ${beside.split(/[ ,]/)[0]}`;
    });
  if (problems.length > 0) throw new CliError(problems);
}

/** Returns the plan, or throws the planner's problems, translated into options of the command line. */
function orCliError<T>({ value, problems }: Result<T>): T {
  if (value === undefined) throw new CliError((problems ?? []).map((problem) => toFlags(describeProblem(problem))));
  return value;
}
