import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { abandon } from '../workload/abandon';
import { BlueGreenApp } from '../blue-green/blue-green-app';
import { Color } from '../plan/color';
import type { BlueGreenPlan, BlueGreenStage } from '../plan/blue-green-plan';
import { subjectOf } from '../validate/problem';
import { type BlueGreenRelease, toBlueGreenRelease } from './blue-green-release';
import type { BlueGreenRolloutProps } from './blue-green-rollout-props';
import { type StageFile, toStageCharts } from './stage-charts';

/**
 * A whole blue/green release: a `BlueGreenApp` for each stage of its plan, each in a chart and so in a file of its own, to
 * be applied or merged one after another: start, preview, switch, drain, and last the clean-up, in which the old color goes.
 *
 * All stages make the same resources in the same namespace: apply one of them at a time.
 *
 * @throws one error with every problem of the props
 */
export class BlueGreenRollout extends Construct {
  /** The stages, with what to wait for, the commands that do the same by hand, and how to go back. */
  public readonly plan: BlueGreenPlan;

  /** The chart of each stage in the order of the plan, and last that of the clean-up. */
  public readonly charts: Chart[];

  /**
   * @param scope the app, so that the files are called `<id>-01-start` and so on; below anything else, cdk8s adds a hash
   */
  constructor(scope: Construct, id: string, props: BlueGreenRolloutProps) {
    // Before anything joins the construct tree, so that bad props leave nothing behind.
    const release = toBlueGreenRelease(props);
    super(scope, id);

    this.plan = release.plan;
    try {
      this.charts = toStageCharts(scope, id, [
        ...release.plan.stages.map((stage) => stageFile(release, stage)),
        cleanUpFile(release),
      ]);
    } catch (error) {
      abandon(this, subjectOf('BlueGreenRollout', props.name), error);
    }
  }
}

function stageFile({ app }: BlueGreenRelease, { phase, active, blue, green }: BlueGreenStage): StageFile {
  const props = {
    ...app,
    active,
    blue: { ...app.blue, replicas: blue },
    green: { ...app.green, replicas: green },
  };
  return { name: phase, fill: (chart) => new BlueGreenApp(chart, 'App', props) };
}

function cleanUpFile({ app }: BlueGreenRelease): StageFile {
  const props =
    app.active === Color.BLUE
      ? { ...app, active: Color.GREEN, blue: undefined }
      : { ...app, active: Color.BLUE, green: undefined };
  return { name: 'clean-up', fill: (chart) => new BlueGreenApp(chart, 'App', props) };
}
