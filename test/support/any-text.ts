import fc from 'fast-check';

/** The number of surrogates, which are no characters on their own, and the first of them. */
const [SURROGATES, FIRST_SURROGATE] = [0x800, 0xd800];

const character = fc
  .nat({ max: 0x10ffff - SURROGATES })
  .map((index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES));

/**
 * Texts of any characters, such as `fc.string({ unit: 'binary' })` makes. That would first list all 1.1 million
 * characters, which takes a second of processor time in each worker.
 */
export const anyText = (maxLength?: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 15, arbitrary: fc.string({ unit: character, maxLength }) },
    // Names that objects have by inheritance.
    fc
      .constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'key', 'ref')
      .map((name) => name.slice(0, maxLength)),
  );
