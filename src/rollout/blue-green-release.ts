import { stagedAutoscalingProblems } from '../app/autoscaling-problems';
import type { BlueGreenAppProps } from '../blue-green/blue-green-props';
import { tryBlueGreenTracks } from '../blue-green/blue-green-tracks';
import { Color } from '../plan/color';
import type { BlueGreenPlan } from '../plan/blue-green-plan';
import { tryPlanBlueGreen } from '../plan/plan-blue-green';
import { type Problem, problemsError, subjectOf } from '../validate/problem';
import { isObject } from '../validate/value-problems';
import type { BlueGreenRolloutProps } from './blue-green-rollout-props';

/** A blue/green release as its plan, and as the app that every stage is made from. */
export interface BlueGreenRelease {
  readonly plan: BlueGreenPlan;
  /** The props of a `BlueGreenApp` before the release, but for the number of pods of each color. */
  readonly app: BlueGreenAppProps & Pick<BlueGreenRolloutProps, 'blue' | 'green'>;
}

/** @throws one error with every problem of the props */
export function toBlueGreenRelease(props: BlueGreenRolloutProps): BlueGreenRelease {
  if (!isObject(props)) {
    const problem = { prop: 'props', received: props, expected: 'an object', fix: 'give the props' };
    throw problemsError('BlueGreenRollout', [problem]);
  }
  const { previewReplicas, ...app } = props;
  const problems = [Color.BLUE, Color.GREEN].flatMap((color) => colorProblems(color, props[color]));
  const { tracks, problems: appProblems = [] } = tryBlueGreenTracks(app);
  problems.push(...appProblems.filter(({ prop }) => !problems.some((problem) => problem.prop === prop)));

  const { plan, problems: planProblems = [] } = tryPlanBlueGreen({
    replicas: props.replicas,
    previewReplicas,
    ...(tracks && {
      active: app.active,
      maxReplicas: app.autoscaling?.maxReplicas,
      namespace: app.namespace,
      blueDeployment: tracks.blue?.deploymentName,
      greenDeployment: tracks.green?.deploymentName,
      serviceName: tracks.serviceName,
      previewService: app.previewService,
      previewServiceName: tracks.previewServiceName,
      versionLabel: app.versionLabel,
    }),
  });
  // What is wrong with `replicas` as a number has been said.
  problems.push(...planProblems.filter(({ prop }) => !problems.some((problem) => problem.prop === prop)));
  if (plan === undefined || problems.length > 0) {
    throw problemsError(subjectOf('BlueGreenRollout', props.name), problems);
  }
  return { plan, app };
}

function colorProblems(color: Color, version: unknown): Problem[] {
  if (version === undefined) {
    const expected = 'both colors: the one that serves and the one that is to take its place';
    return [{ prop: color, received: version, expected, fix: `give ${color}: { image }` }];
  }
  const problems = stagedAutoscalingProblems(color, version);
  if (!isObject(version) || version.replicas === undefined) return problems;
  const expected = 'nothing, since each stage states how many pods it runs';
  return [
    ...problems,
    { prop: `${color}.replicas`, received: version.replicas, expected, fix: `remove ${color}.replicas` },
  ];
}
