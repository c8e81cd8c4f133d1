import type { Command } from 'commander';
import type { CapacityPolicy } from '../../split/capacity-policy';
import type { Color } from '../../plan/color';
import type { BlueGreenPlan } from '../../plan/blue-green-plan';
import type { CanaryPlan } from '../../plan/canary-plan';
import { drawPlan } from '../../picture/draw-plan';
import { planBlueGreen } from '../../plan/plan-blue-green';
import { planCanary } from '../../plan/plan-canary';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { toColors } from '../format/colors';
import { toJson } from '../format/json';
import { formatPlanMarkdown } from '../format/plan-markdown';
import { formatPlanText } from '../format/plan-text';
import { type PlanView, viewBlueGreenPlan, viewCanaryPlan } from '../format/plan-view';
import type { Io } from '../io';
import { toFlags } from './flag-names';

interface PlanFlags {
  readonly replicas: number;
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
  readonly name?: string;
  readonly namespace?: string;
  readonly format: 'text' | 'markdown' | 'svg' | 'json';
}

const CANARY_FLAGS = ['steps', 'maxUnavailable', 'maxSurge', 'tolerance', 'policy', 'stable', 'canary'] as const;
const BLUE_GREEN_FLAGS = ['active', 'previewReplicas'] as const;

/** Plans a release. */
export function runPlan(command: Command, io: Io): CommandResult {
  const flags = command.opts<PlanFlags>();
  refuseFlags(flags, flags.strategy === 'canary' ? BLUE_GREEN_FLAGS : CANARY_FLAGS);
  const { plan, view } = flags.strategy === 'canary' ? canary(flags) : blueGreen(flags);
  return { output: format(flags, plan, view, io), exitCode: ExitCode.OK };
}

function format(flags: PlanFlags, plan: CanaryPlan | BlueGreenPlan, view: PlanView, io: Io): string {
  switch (flags.format) {
    case 'text':
      return formatPlanText(view, toColors(io));
    case 'markdown':
      return formatPlanMarkdown(view);
    case 'svg':
      return drawPlan(view);
    case 'json':
      return toJson(plan);
  }
}

function canary(flags: PlanFlags): { plan: CanaryPlan; view: PlanView } {
  const { steps, policy, stable = 'v1', canary: version = 'v2', name = 'my-app' } = flags;
  if (steps === undefined) {
    throw new CliError('--steps: expected rising percentages, got undefined; give such as --steps 10,30,50,100');
  }
  const { replicas, maxReplicas, maxUnavailable, maxSurge, tolerance, namespace } = flags;
  const versions = { stableVersion: stable, canaryVersion: version };
  const bounds = { maxUnavailable, maxSurge, tolerance, capacityPolicy: policy };
  const plan = orCliError('planCanary', () =>
    planCanary({ replicas, maxReplicas, steps, ...bounds, name, namespace, ...versions }),
  );
  return { plan, view: viewCanaryPlan(plan, stable, version, { name, namespace, maxReplicas }) };
}

function blueGreen(flags: PlanFlags): { plan: BlueGreenPlan; view: PlanView } {
  const { replicas, maxReplicas, active, previewReplicas, name = 'my-app', namespace } = flags;
  const options = { replicas, maxReplicas, active, previewReplicas, name, namespace };
  const plan = orCliError('planBlueGreen', () => planBlueGreen(options));
  return { plan, view: viewBlueGreenPlan(plan, { name, namespace, maxReplicas }) };
}

function refuseFlags(flags: PlanFlags, unused: readonly (keyof PlanFlags)[]): void {
  const problems = unused
    .filter((flag) => flags[flag] !== undefined)
    .map((flag) => {
      const option = `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return `${option}: expected no value with --strategy ${flags.strategy}, got ${JSON.stringify(flags[flag])}; leave it out, or change --strategy`;
    });
  if (problems.length > 0) throw new CliError(problems);
}

/** What the planner says of its options, in the words of the command line. Any other error is a defect. */
function orCliError<T>(subject: string, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith(`${subject}: `)) throw error;
    const [first = '', ...others] = error.message.slice(subject.length + 2).split('\n');
    // One problem stands in the first line; several follow it, a line each.
    const lines = others.length === 0 ? [first] : others.map((line) => line.replace(/^ {2}- /, ''));
    throw new CliError(lines.map(toFlags));
  }
}
