import type { Tone } from './style';

/** The look of a version's pods, which is the same in every picture of one report. */
export interface Look {
  readonly tone: Tone;
  /** Whether they are striped, so that two versions differ even without colors. */
  readonly striped: boolean;
}

/** The tones of the versions that are not named after a color, in order of appearance. */
const TONES: Tone[] = ['stable', 'canary', 'violet', 'teal', 'rose'];

/**
 * Returns a look for each version. `blue` and `green` get their own tone, every other version the next tone in the
 * list.
 *
 * @param versions in the order of their first appearance, the old one first; duplicates count once
 * @example
 * looksOf(['v1', 'v2']).get('v2') // => { tone: 'canary', striped: true }
 */
export function looksOf(versions: Iterable<string>): ReadonlyMap<string, Look> {
  const names = [...new Set(versions)];
  return new Map(names.map((name, place) => [name, { tone: toneOf(name, place), striped: place % 2 === 1 }]));
}

/** Returns the look of a version, or the look of a first version if it has none. */
export function lookOf(looks: ReadonlyMap<string, Look>, version: string): Look {
  return looks.get(version) ?? { tone: 'stable', striped: false };
}

function toneOf(version: string, place: number): Tone {
  if (version === 'blue' || version === 'green') return version;
  return TONES[place % TONES.length]!;
}
