import fc from 'fast-check';
import { CapacityPolicy } from '../../src/index';

/** Percentages strictly between 0 and 100: whole ones, and decimals of one to six places. */
export const innerPercent = fc.oneof(
  fc.integer({ min: 1, max: 99 }),
  fc.integer({ min: 1, max: 999 }).map((tenths) => tenths / 10),
  fc.integer({ min: 1, max: 99_999_999 }).map((millionths) => millionths / 1_000_000),
);

/** Tolerances, most of them small. */
export const tolerance = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 20_000_000 }).map((millionths) => millionths / 1_000_000),
);

export const capacityPolicy = fc.constantFrom(CapacityPolicy.REPLACE, CapacityPolicy.KEEP_STABLE);

/** Options of a split, small enough for brute force. */
export const smallWish = fc.record({
  replicas: fc.integer({ min: 0, max: 40 }),
  trafficPercent: innerPercent,
  maxSurge: fc.integer({ min: 0, max: 12 }),
  tolerance,
  capacityPolicy,
});
