import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf, looksOf } from '../../src/picture/looks';
import { drawServices } from '../../src/picture/draw-services';
import { readSvg } from './read-svg';

const toneOf = (versions: string[], version: string): string => lookOf(looksOf(versions), version).tone;

describe('the look of a version', () => {
  it('is that of the old one and the new one if there are two', () => {
    expect([...looksOf(['v1', 'v2'])]).toEqual([
      ['v1', { tone: 'stable', striped: false }],
      ['v2', { tone: 'canary', striped: true }],
    ]);
  });

  it('has the color that the version is named after', () => {
    expect(toneOf(['green', 'blue'], 'green')).toBe('green');
    expect(toneOf(['green', 'blue'], 'blue')).toBe('blue');
  });

  it('depends on the first appearance of the version alone', () => {
    const versions = fc.array(fc.constantFrom('v1', 'v2', 'v3', 'v4', 'blue'), { minLength: 1 });
    fc.assert(
      fc.property(versions, versions, (first, more) => {
        const looks = looksOf(first);
        for (const [version, look] of looks) expect(looksOf([...first, ...more]).get(version)).toEqual(look);
      }),
    );
  });

  it('is the same behind every Service of a picture', () => {
    const version = (name: string) => ({
      version: name,
      kind: 'Deployment',
      deployment: `web-${name}`,
      endpoints: 1,
      percent: 100,
    });
    const service = (name: string, versions: string[]) => ({
      name,
      servesUsers: true,
      endpoints: 1,
      versions: versions.map(version),
    });
    const root = readSvg(drawServices([service('web', ['v1', 'v2']), service('web-canary', ['v2'])]));
    const pods = Array.from(root.getElementsByTagName('path'), (path) => path.getAttribute('class'));
    expect(pods.filter((name) => name === 'stable' || name === 'canary')).toEqual(['stable', 'canary', 'canary']);
  });
});
