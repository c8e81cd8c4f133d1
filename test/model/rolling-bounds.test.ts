import { expect, it } from 'vitest';
import { rollingBounds } from '../../src/model/rolling-bounds';

// The first six are the examples in the comment of ResolveFenceposts (kubernetes, deployment_util.go).
it.each([
  [2, '0%', '1%', 0, 1],
  [1, '0%', '1%', 0, 1],
  [2, '1%', '25%', 1, 0],
  [1, '1%', '25%', 1, 0],
  [2, '1%', '0%', 1, 0],
  [1, '1%', '0%', 1, 0],
  [10, undefined, undefined, 3, 2],
  [1, undefined, undefined, 1, 0],
  [10, 0, 0, 0, 1],
  [0, 0, 0, 0, 0],
  [3, 1, 5, 1, 3],
  [10, 5, 0, 5, 0],
])('%i replicas with surge %j and unavailable %j', (replicas, maxSurge, maxUnavailable, surge, unavailable) => {
  expect(rollingBounds(replicas, maxSurge, maxUnavailable)).toEqual({ surge, unavailable });
});
