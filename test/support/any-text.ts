import fc from 'fast-check';

/** The number of surrogates, which are no characters on their own, and the first of them. */
const [SURROGATES, FIRST_SURROGATE] = [0x800, 0xd800];

const character = fc
  .nat({ max: 0x10ffff - SURROGATES })
  .map((index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES));

/** The names that every object inherits, such as `__proto__` and `constructor`. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/**
 * Returns texts of any characters, such as `fc.string({ unit: 'binary' })` makes, and inherited names that fit. The former
 * would first list all 1.1 million characters, which takes a second of processor time in each worker, and it would cut
 * most of the names short.
 */
export function anyText(maxLength?: number): fc.Arbitrary<string> {
  const text = fc.string({ unit: character, maxLength });
  const names = INHERITED.filter((name) => name.length <= (maxLength ?? Infinity));
  return names.length === 0 ? text : fc.oneof({ weight: 15, arbitrary: text }, fc.constantFrom(...names));
}
