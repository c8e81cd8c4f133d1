/** A number of pods, or a percentage of them such as `25%`. Kubernetes calls it IntOrString. */
export type IntOrPercent = number | string;

/** The defaults of `maxSurge` and `maxUnavailable` in a rolling update (Kubernetes API, apps/v1). */
export const DEFAULT_FENCEPOST: IntOrPercent = '25%';

const PERCENT = /^(\d{1,9})%$/;

/**
 * The largest number that Kubernetes accepts: it stores the number of an IntOrString as an int32
 * (apimachinery/pkg/util/intstr).
 */
const MAX_INT = 2_147_483_647;

/** Reports whether a value is a whole number of pods, 0 to 2147483647, or a whole percentage, `0%` or more. */
export function isIntOrPercent(value: unknown): value is IntOrPercent {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= MAX_INT;
  return typeof value === 'string' && PERCENT.test(value);
}

/**
 * Reports whether a value is a whole number of pods, 0 to 2147483647, or a whole percentage, `0%` to `100%`, as
 * `maxUnavailable` and the bounds of a disruption budget must be. `maxSurge` may be more than 100%.
 *
 * Source: `IsNotMoreThan100Percent` in kubernetes/pkg/apis/apps/validation, which pkg/apis/policy/validation uses too.
 */
export function isUpTo100Percent(value: unknown): boolean {
  return isIntOrPercent(value) && (toPercent(value) ?? 0) <= 100;
}

/**
 * Returns the number of pods that an IntOrPercent stands for, with percentages rounded up.
 *
 * @param value a value that `isIntOrPercent` accepts
 * @param of the number of pods that is 100%
 * @throws if the value is neither a whole number nor a percentage
 * @example
 * roundUp('25%', 10) // => 3
 */
export function roundUp(value: IntOrPercent, of: number): number {
  const percent = toPercent(value);
  // Use integer arithmetic: in floating point, 0.07 * 100 is more than 7 and would round up to 8.
  return percent === undefined ? Number(value) : Math.ceil((percent * of) / 100);
}

/**
 * Returns the number of pods that an IntOrPercent stands for, with percentages rounded down.
 *
 * @example
 * roundDown('25%', 10) // => 2
 */
export function roundDown(value: IntOrPercent, of: number): number {
  const percent = toPercent(value);
  return percent === undefined ? Number(value) : Math.floor((percent * of) / 100);
}

function toPercent(value: IntOrPercent): number | undefined {
  const percent = typeof value === 'string' ? PERCENT.exec(value)?.[1] : undefined;
  if (percent !== undefined) return Number(percent);
  if (isIntOrPercent(value)) return undefined;
  throw new Error(`int or percent: expected a whole number or a percentage, got ${JSON.stringify(value)}; use 25%`);
}
