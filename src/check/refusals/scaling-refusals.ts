import type { AutoscalerState, DisruptionBudgetState } from '../../manifests/state';
import type { Refusal } from './refusal';
import { percentRefusal } from './workload-refusals';

/** The longest stabilization window, in seconds (`MaxStabilizationWindowSeconds`). */
const MOST_WINDOW_SECONDS = 3600;

/**
 * Returns the reasons why the API server refuses an autoscaler.
 *
 * Source: kubernetes/pkg/apis/autoscaling/validation.
 */
export function autoscalerRefusals(scaler: AutoscalerState): Refusal[] {
  const { targetKind, targetName, windowSeconds, utilization } = scaler;
  const refusals = boundsRefusal(scaler);
  if (targetKind === '' || targetName === '') {
    refusals.push({
      what: `scaleTargetRef has no ${targetKind === '' ? 'kind' : 'name'}`,
      fix: 'name the kind and the name of its target',
      field: ['scaleTargetRef'],
    });
  }
  if (windowSeconds !== undefined && (windowSeconds < 0 || windowSeconds > MOST_WINDOW_SECONDS)) {
    refusals.push({
      what: `stabilizationWindowSeconds is ${windowSeconds}`,
      fix: `set it to a number of seconds from 0 to ${MOST_WINDOW_SECONDS}`,
      field: ['behavior'],
    });
  }
  if (utilization !== undefined && utilization < 1) {
    refusals.push({
      what: `a target utilization is ${utilization}%`,
      fix: 'set it to 1 or more',
      field: ['metrics'],
    });
  }
  return refusals;
}

function boundsRefusal({ min, max, scalesToZero }: AutoscalerState): Refusal[] {
  // Zero is only valid with the feature gate HPAScaleToZero and a metric that exists without pods.
  if (min === 0 && !scalesToZero) {
    return [
      {
        what: 'minReplicas is 0, and none of its metrics can be read without pods',
        fix: 'set minReplicas to 1 or more, or replicas: 0 in its target to switch both off',
        field: ['minReplicas'],
      },
    ];
  }
  if (min <= max && max > 0) return [];
  return [
    {
      what: max < 1 ? `maxReplicas is ${max}` : `minReplicas is ${min}, and maxReplicas is ${max}`,
      fix: `set maxReplicas to ${Math.max(1, min)} or more`,
      field: ['maxReplicas'],
    },
  ];
}

/**
 * Returns the reasons why the API server refuses a disruption budget.
 *
 * Source: kubernetes/pkg/apis/policy/validation.
 */
export function budgetRefusals({ minAvailable, maxUnavailable }: DisruptionBudgetState): Refusal[] {
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    return [
      {
        what: 'it states minAvailable and maxUnavailable',
        fix: 'keep maxUnavailable, and remove minAvailable',
        field: ['minAvailable'],
      },
    ];
  }
  return [
    ...percentRefusal('minAvailable', minAvailable, ['minAvailable']),
    ...percentRefusal('maxUnavailable', maxUnavailable, ['maxUnavailable']),
  ];
}
