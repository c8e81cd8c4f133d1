import { fingerprint } from './fingerprint';
import type { Fields } from './fields';
import { rawObjects, rawValue } from './raw';
import type { AutoscalerState, StateObject } from './state';

/** Reads an autoscaler of autoscaling/v1 or v2, which state the target and the bounds alike. */
export function readAutoscaler(base: StateObject, fields: Fields): AutoscalerState {
  const spec = fields.object('spec');
  const target = spec.object('scaleTargetRef');
  const min = spec.count('minReplicas') ?? 1;
  return {
    ...base,
    targetKind: target.text('kind') ?? '',
    targetName: target.text('name') ?? '',
    min,
    max: spec.count('maxReplicas') ?? min,
    scalesToZero: rawObjects(fields.raw('spec'), 'metrics').some(
      ({ type }) => type === 'Object' || type === 'External',
    ),
    target: scalingTarget(fields.raw('spec')),
  };
}

/** Returns a key for all metrics and tolerances of an autoscaler. */
function scalingTarget(spec: unknown): string {
  const cpu = rawValue(spec, 'targetCPUUtilizationPercentage');
  const resource = { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } };
  const metrics = rawValue(spec, 'metrics') ?? (cpu === undefined ? undefined : [{ type: 'Resource', resource }]);
  const tolerances = ['scaleUp', 'scaleDown'].map((way) => rawValue(spec, 'behavior', way, 'tolerance') ?? null);
  return fingerprint({ metrics, tolerances });
}
