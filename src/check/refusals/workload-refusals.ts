import { isEmptySelector, matchesLabels } from '../../manifests/label-selector';
import type { DeploymentState } from '../../manifests/state';
import { type IntOrPercent, isUpTo100Percent } from '../../model/int-or-percent';
import type { Refusal } from './refusal';

/**
 * Returns the reasons why the API server refuses a Deployment, StatefulSet or DaemonSet.
 *
 * Source: kubernetes/pkg/apis/apps/validation.
 */
export function workloadRefusals(workload: DeploymentState): Refusal[] {
  return [...selectorRefusals(workload), ...podRefusals(workload), ...(OF_KIND[workload.kind]?.(workload) ?? [])];
}

const OF_KIND: Readonly<Record<string, (workload: DeploymentState) => Refusal[]>> = {
  Deployment: deploymentRefusals,
  StatefulSet: statefulSetRefusals,
  DaemonSet: daemonSetRefusals,
};

function selectorRefusals({ selector, labels }: DeploymentState): Refusal[] {
  const field = ['selector'];
  if (isEmptySelector(selector)) {
    return [{ what: 'its selector is empty', fix: 'select the labels of its pods', field }];
  }
  if (matchesLabels(selector, labels)) return [];
  const fix = 'add the labels of the selector to the pod template';
  return [{ what: 'its pods do not have the labels of its selector', fix, field }];
}

function podRefusals({ kind, template: { pod } }: DeploymentState): Refusal[] {
  const { restartPolicy = 'Always', activeDeadlineSeconds } = pod;
  const refusals: Refusal[] = [];
  const add = (name: string, value: string | number, must: string): void => {
    const field = ['template', 'spec', name];
    refusals.push({
      what: `${name} is ${value}, but the pods of a ${kind} must ${must}`,
      fix: `remove ${name}, or make it a Job`,
      field,
    });
  };
  if (restartPolicy !== 'Always') add('restartPolicy', restartPolicy, 'always restart');
  if (activeDeadlineSeconds !== undefined) add('activeDeadlineSeconds', activeDeadlineSeconds, 'keep running');
  // `validateHTTPGetAction`, `validateTCPSocketAction` and `validateGRPCAction` in kubernetes/pkg/apis/core/validation.
  for (const { container, kind: probe, handler, stated } of pod.portlessProbes) {
    const whose = `the ${probe} probe of container ${container}`;
    const isMissing = stated === undefined;
    refusals.push({
      what: isMissing ? `${whose} has no ${handler}.port` : `${handler}.port of ${whose} is ${stated}`,
      fix: isMissing ? 'state the port that the probe calls' : 'set it to the number or the name of a port',
      field: ['template', 'spec', 'containers'],
    });
  }
  return refusals;
}

/** Returns the refusals of `ValidateDeploymentSpec` and `ValidateDeploymentStrategy`. */
function deploymentRefusals(deployment: DeploymentState): Refusal[] {
  const { minReadySeconds, progressDeadlineSeconds, strategy, statesRollingUpdate } = deployment;
  const { recreate, maxSurge, maxUnavailable } = strategy;
  const field = ['strategy', 'rollingUpdate'];
  const refusals: Refusal[] = [];
  if (progressDeadlineSeconds <= minReadySeconds) {
    refusals.push({
      what: `progressDeadlineSeconds is ${progressDeadlineSeconds}, and minReadySeconds is ${minReadySeconds}`,
      fix: `set progressDeadlineSeconds to more than ${minReadySeconds}`,
      field: ['progressDeadlineSeconds'],
    });
  }
  refusals.push(...percentRefusal('maxUnavailable', maxUnavailable, field));
  if (recreate && statesRollingUpdate) {
    const what = 'it states rollingUpdate beside the strategy Recreate';
    refusals.push({ what, fix: 'remove rollingUpdate', field });
  } else if (isZero(maxSurge) && isZero(maxUnavailable)) {
    refusals.push({ what: BOTH_ZERO, fix: 'set maxSurge: 1', field });
  }
  return refusals;
}

const BOTH_ZERO = 'maxSurge and maxUnavailable are both 0, so no pod could be replaced';

/** Returns the refusals of `ValidateStatefulSetSpec` and `validateRollingUpdateStatefulSet`. */
function statefulSetRefusals({ strategy, statesRollingUpdate }: DeploymentState): Refusal[] {
  const { onDelete, maxUnavailable } = strategy;
  const field = ['updateStrategy', 'rollingUpdate'];
  if (onDelete && statesRollingUpdate) {
    const what = 'it states rollingUpdate beside the strategy OnDelete';
    return [{ what, fix: 'remove rollingUpdate', field }];
  }
  if (isZero(maxUnavailable)) {
    // Older API servers drop the field before they validate it, unless the feature gate MaxUnavailableStatefulSet is on
    // (`dropStatefulSetDisabledFields` in kubernetes/pkg/registry/apps/statefulset).
    const what = 'maxUnavailable is 0, so no pod could be replaced (Kubernetes before 1.35 ignores the field)';
    return [{ what, fix: 'set maxUnavailable to 1 or more', field }];
  }
  return percentRefusal('maxUnavailable', maxUnavailable, field);
}

/** Returns the refusals of `ValidateRollingUpdateDaemonSet`: a pod that surges needs the old one to stay, and one of both has to move. */
function daemonSetRefusals({ strategy: { onDelete, maxSurge, maxUnavailable } }: DeploymentState): Refusal[] {
  if (onDelete) return [];
  const field = ['updateStrategy', 'rollingUpdate'];
  const refusals = [
    ...percentRefusal('maxSurge', maxSurge, field),
    ...percentRefusal('maxUnavailable', maxUnavailable, field),
  ];
  if (isZero(maxSurge) !== isZero(maxUnavailable)) return refusals;
  const what = isZero(maxSurge) ? BOTH_ZERO : 'maxSurge and maxUnavailable are both more than 0, and one has to be 0';
  return [...refusals, { what, fix: 'set one of them to 0', field }];
}

/** Returns the refusal of a percentage above 100%. */
export function percentRefusal(name: string, value: IntOrPercent | undefined, field: string[]): Refusal[] {
  if (value === undefined || isUpTo100Percent(value)) return [];
  return [{ what: `${name} is ${value}`, fix: `set ${name} to 100% or less`, field }];
}

function isZero(value: IntOrPercent | undefined): boolean {
  return value === 0 || value === '0%';
}
