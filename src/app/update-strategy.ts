import type * as kplus from 'cdk8s-plus-28';
import { instanceOf } from '../validate/checks';
import { boundTo100Percent, surgeBound } from '../validate/pod-bounds';
import type { Problem } from '../validate/problem';
import type { Check } from '../validate/shape';

const STRATEGY = instanceOf('DeploymentStrategy', 'DeploymentStrategy.recreate()');
const MAX_UNAVAILABLE = boundTo100Percent();
const MAX_SURGE = surgeBound();

/** Checks the strategy of a Deployment. cdk8s-plus accepts bounds that Kubernetes refuses, such as 120%. */
export const UPDATE_STRATEGY: Check = (prop, strategy) => {
  const problems = STRATEGY(prop, strategy);
  if (problems.length > 0) return problems;
  const { rollingUpdate } = (strategy as kplus.DeploymentStrategy)._toKube();
  return [
    ...boundProblems(MAX_UNAVAILABLE, `${prop}.maxUnavailable`, rollingUpdate?.maxUnavailable),
    ...boundProblems(MAX_SURGE, `${prop}.maxSurge`, rollingUpdate?.maxSurge),
  ];
};

function boundProblems(check: Check, prop: string, bound: kplus.k8s.IntOrString | undefined): Problem[] {
  return bound === undefined ? [] : check(prop, bound.value);
}
