import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { abandon } from '../workload/abandon';
import { CanaryApp } from '../canary/canary-app';
import type { CanaryAppProps } from '../canary/canary-props';
import type { CanaryPlan, CanaryStage } from '../plan/canary-plan';
import { subjectOf } from '../validate/problem';
import { toCanaryRelease } from './canary-release';
import type { CanaryRolloutProps } from './canary-rollout-props';
import { type StageFile, toStageCharts } from './stage-charts';

/**
 * A whole canary release: a `CanaryApp` for each stage of its plan, each in a chart and so in a file of its own, to be
 * applied or merged one after another. The last file is the clean-up, in which the old version goes.
 *
 * All stages make the same resources in the same namespace: apply one of them at a time.
 *
 * @throws one error with every problem of the props, among them bounds between which no pod can move and steps that the
 * replicas can't serve within the tolerance
 */
export class CanaryRollout extends Construct {
  /** The stages, with what to wait for, the commands that do the same by hand, and how to go back. */
  public readonly plan: CanaryPlan;

  /** The chart of each stage in the order of the plan, and last that of the clean-up. */
  public readonly charts: Chart[];

  /**
   * @param scope the app, so that the files are called `<id>-01-start` and so on; below anything else, cdk8s adds a hash
   */
  constructor(scope: Construct, id: string, props: CanaryRolloutProps) {
    // Before anything joins the construct tree, so that bad props leave nothing behind.
    const { plan, app } = toCanaryRelease(props);
    super(scope, id);

    this.plan = plan;
    try {
      this.charts = toStageCharts(scope, id, [
        ...plan.stages.map((stage) => stageFile(app, stage)),
        {
          name: 'clean-up',
          fill: (chart) => new CanaryApp(chart, 'App', { ...app, stable: props.canary, canary: undefined }),
        },
      ]);
    } catch (error) {
      abandon(this, subjectOf('CanaryRollout', props.name), error);
    }
  }
}

function stageFile(app: CanaryAppProps, stage: CanaryStage): StageFile {
  const { stable, canary } = stage;
  const replicaCounts = { stable, canary };
  return { name: stageName(stage), fill: (chart) => new CanaryApp(chart, 'App', { ...app, replicaCounts }) };
}

/** `start`, `at-10-percent`, `at-0-5-percent`, and `to-100-percent` for a stage on the way there. */
function stageName({ canary, steps, trafficPercent }: CanaryStage): string {
  if (canary === 0) return 'start';
  const percent = String(steps.at(-1) ?? trafficPercent).replace('.', '-');
  return steps.length > 0 ? `at-${percent}-percent` : `to-${percent}-percent`;
}
