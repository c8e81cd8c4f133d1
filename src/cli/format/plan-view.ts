import { splitBounds } from '../../split/split-bounds';
import { Color } from '../../plan/color';
import { sharePercent } from '../../model/share';
import { colorPercent } from '../../plan/color-percent';
import type { BlueGreenPlan } from '../../plan/blue-green-plan';
import type { CanaryPlan } from '../../plan/canary-plan';
import type { CleanUp } from '../../plan/clean-up';
import type { StageRollback } from '../../plan/stage-rollback';
import { plural } from '../../text/words';
import type { AutoscalerBounds } from '../../model/steady-replicas';

/** A plan of either strategy, prepared for output. */
export interface PlanView {
  readonly title: string;
  /** The guarantee that holds at any moment. */
  readonly promise: string;
  /** The fewest ready pods that may serve at any moment. */
  readonly floor: number;
  /** The versions or colors. The last one is the new one, and its share is shown. */
  readonly tracks: readonly [string, string];
  /** The command that applies the manifests of the first stage. */
  readonly apply: string;
  readonly stages: StageView[];
  /** The number of the current stage of the release. @default - no release is under way */
  readonly here?: number;
  readonly cleanUp: CleanUp;
}

/** One stage, prepared for output. */
export interface StageView {
  readonly number: number;
  readonly title: string;
  /** The pods of the tracks; with autoscalers, the fewest. */
  readonly pods: readonly [number, number];
  /** The bounds of the autoscalers of both tracks. A track without pods has none. @default - no autoscalers */
  readonly bounds?: readonly [AutoscalerBounds | undefined, AutoscalerBounds | undefined];
  /** The new track's share of the traffic, in percent. */
  readonly percent: number;
  /** The fewest ready endpoints on the way to this stage. */
  readonly lowestReady: number;
  readonly waitFor: string;
  readonly commands: string[];
  readonly rollback: StageRollback;
}

/** Facts for the output that are not part of the plan. */
export interface PlanViewOptions {
  readonly name: string;
  readonly namespace?: string;
  /** The number of pods at the highest load. @default - no autoscalers */
  readonly maxReplicas?: number;
}

export function viewCanaryPlan(plan: CanaryPlan, stable: string, canary: string, options: PlanViewOptions): PlanView {
  const { name, maxReplicas } = options;
  const { capacityFloor, capacityCeiling } = plan;
  const stages = plan.stages.map((stage): StageView => ({
    ...stage,
    pods: [stage.stable, stage.canary],
    percent: sharePercent(stage.canary, stage.total) ?? 0,
    ...(maxReplicas !== undefined && { bounds: canaryBounds(stage, maxReplicas) }),
  }));
  const most = maxReplicas === undefined ? capacityCeiling : mostPods(stages);
  return {
    title: `Canary release of ${name}, from ${stable} to ${canary}`,
    promise: `at any moment at least ${plural(capacityFloor, 'ready pod')} and at most ${plural(most, 'pod')}${autoscaled(options)}`,
    floor: capacityFloor,
    tracks: [stable, canary],
    apply: applyCommand(options),
    stages,
    cleanUp: plan.cleanUp,
  };
}

export function viewBlueGreenPlan(plan: BlueGreenPlan, options: PlanViewOptions): PlanView {
  const { name, maxReplicas } = options;
  const backwards = plan.stages[0]?.active === Color.GREEN;
  const [from, to] = backwards ? [Color.GREEN, Color.BLUE] : [Color.BLUE, Color.GREEN];
  const lowest = Math.min(...plan.stages.map(({ lowestReady }) => lowestReady));
  const stages = plan.stages.map((stage): StageView => ({
    ...stage,
    pods: [stage[from], stage[to]],
    percent: colorPercent(stage, to),
    ...(maxReplicas !== undefined && {
      bounds: [colorBounds(stage[from], maxReplicas), colorBounds(stage[to], maxReplicas)],
    }),
  }));
  const most = maxReplicas === undefined ? '' : ` and at most ${plural(mostPods(stages), 'pod')}`;
  return {
    title: `Blue/green release of ${name}, from ${from} to ${to}`,
    promise: `at any moment at least ${plural(lowest, 'ready endpoint')}${most}${autoscaled(options)}`,
    floor: lowest,
    tracks: [from, to],
    apply: applyCommand(options),
    stages,
    cleanUp: plan.cleanUp,
  };
}

function autoscaled({ maxReplicas }: PlanViewOptions): string {
  return maxReplicas === undefined ? '' : ', as many as the autoscalers ask for';
}

/** Returns the bounds of both autoscalers. The autoscaler of a Deployment without pods is off. */
function canaryBounds({ stable, canary }: CanaryPlan['stages'][number], maxReplicas: number): StageView['bounds'] {
  const bounds = splitBounds({ stable, canary }, maxReplicas);
  return [stable === 0 ? undefined : bounds.stable, canary === 0 ? undefined : bounds.canary];
}

function colorBounds(pods: number, maxReplicas: number): AutoscalerBounds | undefined {
  return pods === 0 ? undefined : { min: pods, max: maxReplicas };
}

/** Returns the most pods between any two stages, with both tracks at their largest size in either stage. */
function mostPods(stages: StageView[]): number {
  const most = ({ bounds }: StageView, track: 0 | 1): number => bounds?.[track]?.max ?? 0;
  const moves = stages.map((stage, index) => [stages[index - 1] ?? stage, stage] as const);
  return Math.max(
    ...moves.map(([from, to]) => Math.max(most(from, 0), most(to, 0)) + Math.max(most(from, 1), most(to, 1))),
  );
}

function applyCommand({ namespace }: PlanViewOptions): string {
  return `kubectl${namespace === undefined ? '' : ` --namespace ${namespace}`} apply --filename dist/`;
}

/** Returns the pods of a track in readable form: `9`, or `9–36` with an autoscaler. */
export function podsWords({ pods, bounds }: StageView, track: 0 | 1): string {
  const { min, max } = bounds?.[track] ?? { min: pods[track], max: pods[track] };
  return min === max ? `${min}` : `${min}–${max}`;
}

/** Returns the title of a stage, with a mark at the current stage. */
export function titleWords({ number, title }: StageView, { here }: PlanView): string {
  return number === here ? `${title} ← you are here` : title;
}
