import type { Fields } from './fields';
import type { AutoscalerState, StateObject } from './state';

/** An autoscaler of autoscaling/v1 or v2: what it scales and how far is written alike in both. */
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
  };
}
