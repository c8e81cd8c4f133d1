import { fingerprint } from './fingerprint';
import type { Fields } from './fields';
import { rawNumber, rawObjects, rawValue } from './raw';
import type { AutoscalerState, StateObject } from './state';

/** Reads an autoscaler of autoscaling/v1 or v2. Both state the target and the bounds in the same fields. */
export function readAutoscaler(base: StateObject, fields: Fields): AutoscalerState {
  const spec = fields.object('spec');
  const target = spec.object('scaleTargetRef');
  const min = spec.count('minReplicas') ?? 1;
  return {
    targetKind: target.text('kind') ?? '',
    targetName: target.text('name') ?? '',
    min,
    max: spec.count('maxReplicas') ?? min,
    scalesToZero: rawObjects(fields.raw('spec'), 'metrics').some(
      ({ type }) => type === 'Object' || type === 'External',
    ),
    windowSeconds: most(
      WAYS.flatMap((way) => rawNumber(fields.raw('spec'), 'behavior', way, 'stabilizationWindowSeconds') ?? []),
    ),
    utilization: least(utilizationsOf(fields.raw('spec'))),
    target: scalingTarget(fields.raw('spec')),
    ...base,
  };
}

const WAYS = ['scaleUp', 'scaleDown'];

function utilizationsOf(spec: unknown): number[] {
  const ofMetrics = rawObjects(spec, 'metrics').flatMap((metric) =>
    ['resource', 'containerResource'].flatMap(
      (source) => rawNumber(metric, source, 'target', 'averageUtilization') ?? [],
    ),
  );
  return [...ofMetrics, ...[rawNumber(spec, 'targetCPUUtilizationPercentage') ?? []].flat()];
}

function most(numbers: number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function least(numbers: number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}

/** Returns a key that is equal for autoscalers with equal metrics and tolerances. */
function scalingTarget(spec: unknown): string {
  const cpu = rawValue(spec, 'targetCPUUtilizationPercentage');
  const resource = { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } };
  const metrics = rawValue(spec, 'metrics') ?? (cpu === undefined ? undefined : [{ type: 'Resource', resource }]);
  const tolerances = WAYS.map((way) => rawValue(spec, 'behavior', way, 'tolerance') ?? null);
  return fingerprint({ metrics, tolerances });
}
