import { describe, expect, it } from 'vitest';
import {
  FILES,
  merge,
  onGithub,
  onMain,
  openRequests,
  request,
  SHOP,
  stageOnMain,
  start,
  walkForEachTest,
} from '../support/walked-repository';

describe('the pipeline that walks releases on GitHub', () => {
  walkForEachTest();

  it('walks a release to its abort, the next one to its end, and continues with a third', () => {
    start('v2');
    for (const stage of [2, 3]) {
      onGithub();
      expect(openRequests()).toEqual(['release_prod_shop']);
      merge('release/prod/shop');
      expect(stageOnMain()).toBe(stage);
    }
    onGithub({ GATE: '[ "$RELEASE" != prod/shop ]' });
    expect(openRequests()).toEqual(['release-abort_prod_shop']);
    expect(request('release-abort/prod/shop')).toMatch(/^prod\/shop: abort the release of v2: all traffic to v1\n/);
    // Until someone merges it, a person decides, and the result of the gate doesn't matter.
    expect(onGithub()).toContain('prod/shop: its abort waits to be merged\n');
    merge('release-abort/prod/shop');
    expect(onMain(SHOP)).toContain('held: the gate failed');
    onGithub();
    expect(openRequests()).toEqual([]);

    start('v3');
    const stages = [];
    while (onMain(SHOP).includes('next:')) {
      onGithub();
      merge('release/prod/shop');
      stages.push(stageOnMain());
    }
    expect(stages).toEqual([2, 3, 4, 5, 0]);
    expect(onMain(SHOP)).toBe(FILES[SHOP].replace('v1', 'v3').replace('shop:1', 'shop:v3'));

    start('v4');
    onGithub();
    merge('release/prod/shop');
    expect(stageOnMain()).toBe(2);
  });
});
