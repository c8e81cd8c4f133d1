import type { Result } from '../validate/result';
import { BlueGreenPhase, type BlueGreenStage } from './blue-green-plan';
import {
  type BlueGreenPlanOptions,
  type ResolvedBlueGreenPlanOptions,
  resolveBlueGreenPlanOptions,
} from './blue-green-plan-options';
import { Color, otherColor } from './color';

/** The pods of a stage, and the color that gets the traffic. */
export type PlannedColors = Pick<BlueGreenStage, 'phase' | 'active' | 'overlap' | 'blue' | 'green'>;

/** The pods of a blue/green release, stage by stage, with the options that they follow from. */
export interface BlueGreenPods {
  readonly options: ResolvedBlueGreenPlanOptions;
  readonly stages: PlannedColors[];
}

/** Returns the pods of a plan without its texts, or the problems of the options. */
export function tryBlueGreenPods(given: BlueGreenPlanOptions): Result<BlueGreenPods> {
  const { value: options, problems } = resolveBlueGreenPlanOptions(given);
  return options === undefined ? { problems } : { value: { options, stages: plannedColors(options) } };
}

function plannedColors({ replicas, previewReplicas, active, overlap }: ResolvedBlueGreenPlanOptions): PlannedColors[] {
  const next = otherColor(active);
  const alone = (old: number, fresh: number): Pick<PlannedColors, 'blue' | 'green' | 'overlap'> => ({
    overlap: false,
    ...(active === Color.BLUE ? { blue: old, green: fresh } : { blue: fresh, green: old }),
  });
  const preview = { phase: BlueGreenPhase.PREVIEW, active };
  const both = { phase: BlueGreenPhase.OVERLAP, active, ...alone(replicas, replicas), overlap: true };
  return [
    { phase: BlueGreenPhase.START, active, ...alone(replicas, 0) },
    ...(previewReplicas < replicas ? [{ ...preview, ...alone(replicas, previewReplicas) }] : []),
    { ...preview, ...alone(replicas, replicas) },
    ...(overlap ? [both] : []),
    { phase: BlueGreenPhase.SWITCH, active: next, ...alone(replicas, replicas) },
    { phase: BlueGreenPhase.DRAIN, active: next, ...alone(0, replicas) },
  ];
}
