import { Color, otherColor } from './color';
import { valueOrThrow } from '../validate/problems-error';
import type { Result } from '../validate/result';
import { type BlueGreenPlan, BlueGreenPhase, type BlueGreenStage } from './blue-green-plan';
import { type BlueGreenPlanOptions, type ResolvedBlueGreenPlanOptions } from './blue-green-plan-options';
import type { CleanUp } from './clean-up';
import { deleteCommand, rolloutStatusCommand, selectCommand, type ScaledPods, scalingCommands } from './kubectl';
import { lowestReady } from './lowest-ready';
import { type PlannedColors, tryBlueGreenPods } from './planned-colors';
import type { StageRollback } from './stage-rollback';
import { plural } from '../text/words';

/**
 * Plans a blue/green release as commits that are each safe: preview, switch, drain, and then the clean-up. With
 * `overlap`, both colors serve before the switch. The Service never has fewer ready endpoints than `replicas`, and
 * until the drain you can roll back with one command.
 *
 * Each stage has to be steady, with all its pods ready, before you apply the next one.
 *
 * @example
 * planBlueGreen({ replicas: 3 }).stages.map(({ phase, active, blue, green }) => [phase, active, blue, green])
 * // => [['start', 'blue', 3, 0], ['preview', 'blue', 3, 3], ['switch', 'green', 3, 3], ['drain', 'green', 0, 3]]
 *
 * @throws one error for all options that are out of range
 */
export function planBlueGreen(options: BlueGreenPlanOptions): BlueGreenPlan {
  return valueOrThrow('planBlueGreen', tryPlanBlueGreen(options));
}

/** Plans like `planBlueGreen`, for callers that report its problems together with their own. */
export function tryPlanBlueGreen(options: BlueGreenPlanOptions): Result<BlueGreenPlan> {
  const { value: pods, problems } = tryBlueGreenPods(options);
  if (pods === undefined) return { problems };
  const { options: resolved, stages: planned } = pods;
  const stages = planned.map((stage, index) => toStage(resolved, stage, planned[index - 1], index));
  return { value: { stages, cleanUp: toCleanUp(resolved) } };
}

/** Returns the clean-up, which removes the old color and the preview Service, since there is no idle color any more. */
function toCleanUp(options: ResolvedBlueGreenPlanOptions): CleanUp {
  const { active, deployments, previewService, previewServiceName } = options;
  return {
    title: `${deployments[active]} is removed`,
    waitFor: `no one needs to go back to ${active} any more`,
    commands: [
      deleteCommand(options, 'deployment', deployments[active]),
      ...(options.maxReplicas === undefined ? [] : [deleteCommand(options, 'hpa', deployments[active])]),
      ...(previewService ? [deleteCommand(options, 'service', previewServiceName)] : []),
    ],
    rollback: `release the old version again, as ${active}`,
  };
}

function toStage(
  options: ResolvedBlueGreenPlanOptions,
  stage: PlannedColors,
  before: PlannedColors | undefined,
  index: number,
): BlueGreenStage {
  return {
    number: index + 1,
    phase: stage.phase,
    title: title(options, stage),
    active: stage.active,
    overlap: stage.overlap,
    blue: stage.blue,
    green: stage.green,
    total: stage.blue + stage.green,
    lowestReady: lowestReady(before ?? stage, stage),
    waitFor: waitFor(options, stage),
    commands: before === undefined ? startCommands(options) : commandsBetween(options, before, stage),
    rollback: rollback(options, stage, before, index),
  };
}

function title({ active, replicas }: ResolvedBlueGreenPlanOptions, stage: PlannedColors): string {
  const next = otherColor(active);
  switch (stage.phase) {
    case BlueGreenPhase.START:
      return `${active} serves everything`;
    case BlueGreenPhase.PREVIEW:
      return stage[next] < replicas ? `${next} is tested` : `${next} is tested at full size`;
    case BlueGreenPhase.OVERLAP:
      return `${active} and ${next} both serve`;
    case BlueGreenPhase.SWITCH:
      return `${next} serves everything`;
    case BlueGreenPhase.DRAIN:
      return `${active} has no pods any more`;
  }
}

function waitFor(options: ResolvedBlueGreenPlanOptions, stage: PlannedColors): string {
  const { active, deployments, maxReplicas, serviceName } = options;
  const next = otherColor(active);
  const more = maxReplicas === undefined ? '' : ', or more if the load requires them';
  const ready = `${deployments.blue} has ${plural(stage.blue, 'ready pod')}, ${deployments.green} has ${stage.green}${more}`;
  switch (stage.phase) {
    case BlueGreenPhase.START:
      return ready;
    case BlueGreenPhase.PREVIEW:
      return `${ready}, and ${next} passes its tests through the preview Service`;
    case BlueGreenPhase.OVERLAP:
      return `the load balancer of ${serviceName} finds all pods of ${deployments.blue} and ${deployments.green} healthy`;
    case BlueGreenPhase.SWITCH:
      return `${next} does well with all of the traffic, and the last long-lived connections to ${active} have ended`;
    case BlueGreenPhase.DRAIN:
      return `${ready}, and ${next} does well`;
  }
}

/** Returns the commands of the first stage. The active color already exists. */
function startCommands(options: ResolvedBlueGreenPlanOptions): string[] {
  return [rolloutStatusCommand(options, options.deployments[options.active])];
}

function commandsBetween(options: ResolvedBlueGreenPlanOptions, from: PlannedColors, to: PlannedColors): string[] {
  const { deployments, serviceName, previewServiceName, versionLabel } = options;
  const scalings = [Color.BLUE, Color.GREEN].map((color) => ({
    deployment: deployments[color],
    from: scaledPods(options, from[color]),
    to: scaledPods(options, to[color]),
  }));
  const switched = from.active !== to.active;
  const selected = to.overlap ? null : to.active;
  const selects = switched || from.overlap !== to.overlap;
  return [
    ...scalingCommands(options, scalings),
    ...(selects ? [selectCommand(options, serviceName, { [versionLabel]: selected })] : []),
    ...(switched && options.previewService
      ? [selectCommand(options, previewServiceName, { [versionLabel]: otherColor(to.active) })]
      : []),
  ];
}

/**
 * Returns the pods of a color, with its autoscaler if there is one. Without pods, the autoscaler keeps its full bounds.
 */
function scaledPods({ replicas, maxReplicas }: ResolvedBlueGreenPlanOptions, pods: number): ScaledPods {
  if (maxReplicas === undefined) return { pods };
  return { pods, autoscaler: { min: pods === 0 ? replicas : pods, max: maxReplicas } };
}

/** Returns the rollback of a stage to the one before. It scales or switches, and never both. */
function rollback(
  options: ResolvedBlueGreenPlanOptions,
  stage: PlannedColors,
  before: PlannedColors | undefined,
  index: number,
): StageRollback {
  const description = rollbackDescription(options, stage, index);
  if (before === undefined) return { description, commands: [] };
  return { description, toStage: index, commands: commandsBetween(options, stage, before) };
}

function rollbackDescription(
  { active, replicas, overlap }: ResolvedBlueGreenPlanOptions,
  { phase }: PlannedColors,
  earlier: number,
): string {
  const again = `apply stage ${earlier} again`;
  switch (phase) {
    case BlueGreenPhase.START:
      return 'there is nothing to go back to';
    case BlueGreenPhase.PREVIEW:
      return `${again}: no user has seen ${otherColor(active)}`;
    case BlueGreenPhase.OVERLAP:
      return `${again}: ${active} serves everything at once`;
    case BlueGreenPhase.SWITCH:
      if (!overlap) return `${again}: ${active} serves everything at once`;
      return `${again}, and once the load balancer finds the pods of ${active} healthy, stage ${earlier - 1}`;
    case BlueGreenPhase.DRAIN:
      return `${again}, and once the ${replicas} pods of ${active} are ready, stage ${earlier - 1}`;
  }
}
