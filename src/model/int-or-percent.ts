/** A number of pods, or a share of them such as `25%`: what Kubernetes calls IntOrString. */
export type IntOrPercent = number | string;

/** What `maxSurge` and `maxUnavailable` of a rolling update are when they are left out (Kubernetes API, apps/v1). */
export const DEFAULT_FENCEPOST: IntOrPercent = '25%';

const PERCENT = /^(\d{1,9})%$/;

/** Whether a value is a whole number of pods, 0 or more, or a whole percentage, `0%` or more. */
export function isIntOrPercent(value: unknown): value is IntOrPercent {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0;
  return typeof value === 'string' && PERCENT.test(value);
}

/**
 * The number of pods that an IntOrPercent stands for, a percentage rounded up.
 *
 * @param value as `isIntOrPercent` accepts it
 * @param of how many pods are 100%
 * @throws when the value is neither a whole number nor a percentage
 * @example
 * roundUp('25%', 10) // => 3
 */
export function roundUp(value: IntOrPercent, of: number): number {
  const percent = toPercent(value);
  // Whole numbers all the way: 0.07 * 100 is more than 7 in floating point, and would round up to 8.
  return percent === undefined ? Number(value) : Math.ceil((percent * of) / 100);
}

/**
 * The number of pods that an IntOrPercent stands for, a percentage rounded down.
 *
 * @example
 * roundDown('25%', 10) // => 2
 */
export function roundDown(value: IntOrPercent, of: number): number {
  const percent = toPercent(value);
  return percent === undefined ? Number(value) : Math.floor((percent * of) / 100);
}

function toPercent(value: IntOrPercent): number | undefined {
  if (!isIntOrPercent(value)) {
    throw new Error(`int or percent: expected a whole number or a percentage, got ${JSON.stringify(value)}; give 25%`);
  }
  const match = typeof value === 'string' ? PERCENT.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}
