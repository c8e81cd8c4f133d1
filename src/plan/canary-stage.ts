import { splitBounds } from '../split/split-bounds';
import type { PodCounts } from '../split/closest-split';
import { sharePercent } from '../model/share';
import type { CanaryStage } from './canary-plan';
import type { ResolvedCanaryPlanOptions } from './canary-plan-options';
import type { PlannedPods } from './canary-pods';
import { isSafeMove } from './capacity-bounds';
import type { CleanUp } from './clean-up';
import { deleteCommand, rolloutStatusCommand, type ScaledPods, scalingCommands } from './kubectl';
import { podsOnTheWay } from './pods-on-the-way';
import type { StageRollback } from './stage-rollback';
import { plural } from '../text/words';

/** Returns the stages with everything that you need to carry them out. */
export function toCanaryStages(options: ResolvedCanaryPlanOptions, planned: PlannedPods[]): CanaryStage[] {
  return planned.map((pods, index) => {
    const { stable, canary } = pods;
    const total = stable + canary;
    const before = planned[index - 1];
    return {
      number: index + 1,
      title: before === undefined ? `${options.stableVersion} serves everything` : title(options, pods),
      stable,
      canary,
      total,
      actualPercent: sharePercent(canary, total) ?? 0,
      trafficPercent: pods.trafficPercent,
      steps: pods.steps,
      ...podsOnTheWay(before ?? pods, pods),
      waitFor: waitFor(options, pods),
      commands: before === undefined ? startCommands(options) : scaleCommands(options, before, pods),
      rollback: rollback(options, planned, index),
    };
  });
}

/** Returns the clean-up, which removes the old version. It has no pods any more, so no one notices. */
export function toCleanUp(options: ResolvedCanaryPlanOptions): CleanUp {
  const { stableVersion, stableDeployment, canaryVersion } = options;
  return {
    title: `${canaryVersion} becomes the stable version, and ${stableDeployment} is removed`,
    waitFor: `no one needs to go back to ${stableVersion} any more`,
    commands: [
      deleteCommand(options, 'deployment', stableDeployment),
      ...(options.maxReplicas === undefined ? [] : [deleteCommand(options, 'hpa', stableDeployment)]),
    ],
    rollback: `release ${stableVersion} again, as a new canary`,
  };
}

/** Returns the title of a stage after the first one. The canary has no pods yet if the stable version has to grow first. */
function title({ canaryVersion }: ResolvedCanaryPlanOptions, { steps, trafficPercent }: PlannedPods): string {
  if (steps.length === 0) return `${canaryVersion} on the way to ${trafficPercent}%`;
  return `${canaryVersion} at ${steps.map((step) => `${step}%`).join(' and ')}`;
}

function waitFor(options: ResolvedCanaryPlanOptions, { stable, canary, steps }: PlannedPods): string {
  const { stableDeployment, canaryDeployment, canaryVersion } = options;
  const more = options.maxReplicas === undefined ? '' : ', or more if the load requires them';
  const ready = `${stableDeployment} has ${plural(stable, 'ready pod')}, ${canaryDeployment} has ${canary}${more}`;
  const [share] = steps.slice(-1);
  if (share === undefined) return ready;
  return `${ready}, and ${canaryVersion} does well with ${share === 100 ? 'all' : `${share}%`} of the traffic`;
}

/** Returns the commands of the first stage. The stable version already exists. */
function startCommands(options: ResolvedCanaryPlanOptions): string[] {
  return [rolloutStatusCommand(options, options.stableDeployment)];
}

function scaleCommands(options: ResolvedCanaryPlanOptions, from: PodCounts, to: PodCounts): string[] {
  const [before, after] = [scaledPods(options, from), scaledPods(options, to)];
  const changes = [
    { deployment: options.canaryDeployment, from: before.canary, to: after.canary },
    { deployment: options.stableDeployment, from: before.stable, to: after.stable },
  ];
  // Any order is safe, but adding pods first keeps more of them ready.
  changes.sort((a, b) => b.to.pods - b.from.pods - (a.to.pods - a.from.pods));
  return scalingCommands(options, changes);
}

/** Returns the pods of both versions, with their autoscalers if they have some. */
function scaledPods(
  { maxReplicas }: ResolvedCanaryPlanOptions,
  counts: PodCounts,
): { readonly stable: ScaledPods; readonly canary: ScaledPods } {
  const bounds = maxReplicas === undefined ? undefined : splitBounds(counts, maxReplicas);
  return {
    stable: { pods: counts.stable, autoscaler: bounds?.stable },
    canary: { pods: counts.canary, autoscaler: bounds?.canary },
  };
}

function rollback(options: ResolvedCanaryPlanOptions, planned: PlannedPods[], index: number): StageRollback {
  if (index === 0) return { description: 'there is nothing to go back to', commands: [] };
  const earlier = earliestSafe(options, planned, index);
  const { stable, canary } = planned[earlier]!;
  return {
    description: `apply stage ${earlier + 1} again: ${stable} stable and ${canary} canary pods`,
    toStage: earlier + 1,
    commands: scaleCommands(options, planned[index]!, planned[earlier]!),
  };
}

/**
 * Returns the earliest stage that can follow this one at once. The stage before always can, because the bounds between
 * two stages are the same in both directions.
 */
function earliestSafe({ bounds }: ResolvedCanaryPlanOptions, planned: PlannedPods[], index: number): number {
  const allowed = podsOnTheWay(planned[index - 1]!, planned[index]!).highestPercent;
  let earliest = index - 1;
  while (earliest > 0) {
    const [from, to] = [planned[index]!, planned[earliest - 1]!];
    if (!isSafeMove(from, to, bounds) || podsOnTheWay(from, to).highestPercent > allowed) break;
    earliest -= 1;
  }
  return earliest;
}
