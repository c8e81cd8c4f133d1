import { describe, expect, it } from 'vitest';
import { LAST_WAVE, Progress, progressAt, pruneWave, wavesOf } from '../../src/model/apply-order';

describe('sync waves', () => {
  it('are walked in ascending order', () => {
    expect(wavesOf([2, -1, 0, 2].map((wave) => ({ wave, lingers: false })))).toEqual([-1, 0, 2]);
  });

  it('have completed each change when the next one starts', () => {
    const change = { wave: 1, lingers: false };
    expect([0, 1, 2].map((wave) => progressAt(change, wave))).toEqual([
      Progress.BEFORE,
      Progress.ON_THE_WAY,
      Progress.AFTER,
    ]);
  });

  it('leave a removal open until the end', () => {
    expect([0, 1, 2].map((wave) => progressAt({ wave: 1, lingers: true }, wave))).toEqual([
      Progress.BEFORE,
      Progress.ON_THE_WAY,
      Progress.ON_THE_WAY,
    ]);
  });
});

describe('pruneWave', () => {
  it('is the own wave of the only object that is pruned', () => expect(pruneWave(3, [3], false)).toBe(3));

  it('is the earlier of the own and the swapped wave, as releases of Argo CD differ', () => {
    expect([0, 2, 5].map((own) => pruneWave(own, [0, 2, 5], false))).toEqual([0, 2, 0]);
  });

  it('is the last of all with PruneLast', () => expect(pruneWave(3, [3], true)).toBe(LAST_WAVE));
});
