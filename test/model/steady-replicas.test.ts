import { describe, expect, it } from 'vitest';
import { exactly } from '../../src/model/range';
import { steadyReplicas } from '../../src/model/steady-replicas';

describe('steadyReplicas', () => {
  it('is what is stated', () => expect(steadyReplicas(5, undefined, exactly(3))).toEqual(exactly(5)));

  it('is 1 on creation and as it was afterwards, where it is left out', () => {
    expect(steadyReplicas(undefined, undefined, undefined)).toEqual(exactly(1));
    expect(steadyReplicas(undefined, undefined, exactly(7))).toEqual(exactly(7));
  });

  it('is what the autoscaler wants, whatever is stated', () => {
    const bounds = { min: 3, max: 9 };
    expect(steadyReplicas(undefined, bounds, exactly(7))).toEqual({ low: 3, high: 9 });
    expect(steadyReplicas(20, bounds, undefined)).toEqual({ low: 3, high: 9 });
  });

  it('is 0 where 0 is stated: that switches an autoscaler off', () => {
    expect(steadyReplicas(0, { min: 3, max: 9 }, exactly(7))).toEqual(exactly(0));
  });

  it('does not turn bounds around that are the wrong way round', () => {
    expect(steadyReplicas(undefined, { min: 5, max: 2 }, undefined)).toEqual({ low: 5, high: 5 });
  });
});
