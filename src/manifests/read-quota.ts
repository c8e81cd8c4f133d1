import type { Fields } from './fields';
import { rawObject, rawTexts, rawValue } from './raw';
import { toNanos } from './read-pod';
import type { ClaimState, QuotaState, StateObject } from './state';

/** Other names of the same resources in a ResourceQuota (Kubernetes documentation, "resource quotas"). */
const ALIASES: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'count/pods': 'pods',
};

/** Reads a PersistentVolumeClaim. */
export function readClaim(base: StateObject, fields: Fields): ClaimState {
  return { accessModes: rawTexts(fields.raw('spec'), 'accessModes'), ...base };
}

/** Reads a ResourceQuota. */
export function readQuota(base: StateObject, fields: Fields): QuotaState {
  const spec = fields.raw('spec');
  const entries = Object.entries(rawObject(spec, 'hard')).flatMap(([name, quantity]): [string, bigint][] => {
    const nanos = toNanos(quantity);
    return nanos === undefined ? [] : [[ALIASES[name] ?? name, nanos]];
  });
  const scoped = rawTexts(spec, 'scopes').length > 0 || rawValue(spec, 'scopeSelector') !== undefined;
  return { hard: Object.fromEntries(entries), scoped, ...base };
}
