import { stagedAutoscalingProblems } from '../app/autoscaling-problems';
import type { CanaryAppProps } from '../canary/canary-props';
import { tryCanaryTracks } from '../canary/canary-tracks';
import type { CanaryPlan } from '../plan/canary-plan';
import { tryPlanCanary } from '../plan/plan-canary';
import { type Problem, problemsError, subjectOf } from '../validate/problem';
import { isObject } from '../validate/value-problems';
import type { CanaryRolloutProps } from './canary-rollout-props';

/** A canary release as its plan, and as the app that every stage is made from. */
export interface CanaryRelease {
  readonly plan: CanaryPlan;
  /** The props of a `CanaryApp`, but for the number of pods of each version. */
  readonly app: CanaryAppProps;
}

/** @throws one error with every problem of the props */
export function toCanaryRelease(props: CanaryRolloutProps): CanaryRelease {
  if (!isObject(props)) {
    const problem = { prop: 'props', received: props, expected: 'an object', fix: 'give the props' };
    throw problemsError('CanaryRollout', [problem]);
  }
  const { steps, maxUnavailable, maxSurge, tolerance, capacityPolicy, ...app } = props;
  const problems = [
    ...plannedPropsProblems(app),
    ...missingCanaryProblems(app),
    ...stagedAutoscalingProblems('stable', app.stable),
    ...stagedAutoscalingProblems('canary', app.canary),
  ];
  const { tracks, problems: appProblems = [] } = tryCanaryTracks({ ...app, ...ALL_STABLE });
  problems.push(...appProblems);

  const { plan, problems: planProblems = [] } = tryPlanCanary({
    ...{
      replicas: props.replicas,
      maxReplicas: tracks && app.autoscaling?.maxReplicas,
      steps,
      maxUnavailable,
      maxSurge,
      tolerance,
      capacityPolicy,
    },
    ...(tracks?.canary && {
      name: app.name,
      namespace: app.namespace,
      stableVersion: app.stable.version,
      canaryVersion: app.canary.version,
      stableDeployment: tracks.stable.deploymentName,
      canaryDeployment: tracks.canary.deploymentName,
    }),
  });
  // What is wrong with `replicas` as a number has been said.
  problems.push(...planProblems.filter(({ prop }) => !problems.some((problem) => problem.prop === prop)));
  if (plan === undefined || problems.length > 0) throw problemsError(subjectOf('CanaryRollout', props.name), problems);
  return { plan, app };
}

/** The counts of the stages are known once there is a plan. */
const ALL_STABLE = { trafficPercent: 0, replicaCounts: undefined };

function missingCanaryProblems({ canary }: Partial<CanaryRolloutProps>): Problem[] {
  if (canary !== undefined) return [];
  const expected = 'the version that is to take the place of the stable one';
  return [{ prop: 'canary', received: canary, expected, fix: 'give canary: { version, image }' }];
}

/** What the plan says for each stage. */
function plannedPropsProblems(props: CanaryAppProps): Problem[] {
  return (['trafficPercent', 'replicaCounts'] as const)
    .filter((prop) => props[prop] !== undefined)
    .map((prop) => ({
      prop,
      received: props[prop],
      expected: 'nothing beside steps, which state the share of each stage',
      fix: `remove ${prop}`,
    }));
}
