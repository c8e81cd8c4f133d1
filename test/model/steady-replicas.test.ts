import { describe, expect, it } from 'vitest';
import { exactly } from '../../src/model/range';
import { appliedReplicas, type PreviousReplicas, steadyReplicas } from '../../src/model/steady-replicas';

function had(count: number, stated = true): PreviousReplicas {
  return { replicas: exactly(count), stated };
}

describe('steadyReplicas', () => {
  it('is the stated count', () => expect(steadyReplicas(5, undefined, had(3))).toEqual(exactly(5)));

  it('is 1 on creation and as it was afterwards if it is left out', () => {
    expect(steadyReplicas(undefined, undefined, undefined)).toEqual(exactly(1));
    expect(steadyReplicas(undefined, undefined, had(7, false))).toEqual(exactly(7));
  });

  it('may jump to 1 if it is left out for the first time', () => {
    expect(steadyReplicas(undefined, undefined, had(7))).toEqual({ low: 1, high: 7 });
    expect(steadyReplicas(undefined, undefined, had(0))).toEqual({ low: 0, high: 1 });
    expect(appliedReplicas(undefined, had(5))).toEqual({ low: 1, high: 5 });
  });

  it('is the count of the autoscaler, whatever is stated', () => {
    const bounds = { min: 3, max: 9 };
    expect(steadyReplicas(undefined, bounds, had(7))).toEqual({ low: 3, high: 9 });
    expect(steadyReplicas(20, bounds, undefined)).toEqual({ low: 3, high: 9 });
  });

  it('is 0 if 0 is stated, which switches an autoscaler off', () => {
    expect(steadyReplicas(0, { min: 3, max: 9 }, had(7))).toEqual(exactly(0));
  });

  it('does not swap inverted bounds', () => {
    expect(steadyReplicas(undefined, { min: 5, max: 2 }, undefined)).toEqual({ low: 5, high: 5 });
  });
});
