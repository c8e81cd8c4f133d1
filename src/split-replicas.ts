import { CapacityPolicy } from './capacity-policy';
import { throwProblems, type Problem } from './problem';
import type { Split } from './split';
import { DEFAULT_TOLERANCE, splitOptionProblems, type SplitOptions } from './split-options';

export type { Split } from './split';

/** A split, or what stands in its way. */
export type SplitResult =
  | { readonly split: Split; readonly problems?: undefined }
  | { readonly split?: undefined; readonly problems: Problem[] };

/**
 * How many stable and canary pods serve a percentage.
 *
 * @throws when an option is out of range, and when no split comes within the tolerance
 */
export function splitReplicas(options: SplitOptions): Split {
  const result = trySplit(options);
  if (result.split === undefined) {
    throwProblems('splitReplicas', result.problems);
    throw new Error('splitReplicas: no split and no problem');
  }
  return result.split;
}

/** `splitReplicas` for callers that report its problems together with their own. */
export function trySplit(options: SplitOptions): SplitResult {
  const problems = splitOptionProblems(options);
  if (problems.length > 0) return { problems };
  const { replicas, trafficPercent: p, maxSurge = 0, tolerance = DEFAULT_TOLERANCE } = options;
  if (p === 0) return { split: { stable: replicas, canary: 0, total: replicas, actualPercent: 0, errorPoints: 0 } };
  if (p === 100) return { split: { stable: 0, canary: replicas, total: replicas, actualPercent: 100, errorPoints: 0 } };
  const keep = options.capacityPolicy === CapacityPolicy.KEEP_STABLE;
  let best: Split | undefined;
  for (let surge = 0; surge <= maxSurge; surge++) {
    const total = replicas + surge;
    const first = keep ? surge : 1;
    const last = keep ? surge : total - 1;
    for (let canary = Math.max(first, 1); canary <= last && canary < total; canary++) {
      const actualPercent = (100 * canary) / total;
      const errorPoints = Math.abs(actualPercent - p);
      if (best === undefined || errorPoints < best.errorPoints) {
        best = { stable: total - canary, canary, total, actualPercent, errorPoints };
      }
    }
  }
  if (best !== undefined && best.errorPoints <= tolerance) return { split: best };
  return { problems: [{ prop: 'trafficPercent', received: p, allowed: 'a reachable percentage', fix: 'add pods' }] };
}
