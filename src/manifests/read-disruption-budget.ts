import type { Fields } from './fields';
import { readSelector } from './read-selector';
import type { DisruptionBudgetState, StateObject } from './state';

export function readDisruptionBudget(base: StateObject, fields: Fields): DisruptionBudgetState {
  const spec = fields.object('spec');
  return {
    selector: readSelector(spec),
    minAvailable: spec.intOrPercent('minAvailable'),
    maxUnavailable: spec.intOrPercent('maxUnavailable'),
    ...base,
  };
}
