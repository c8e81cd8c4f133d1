import fc from 'fast-check';

/** The characters and short strings that YAML is made of. Tests add those that their reader may get wrong. */
export const yamlToken: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...Array.from('-:?,[]{}#&*!|>\'"%@`\t\n\r \\~=<')),
  fc.constantFrom('---\n', '...\n', '- ', ': ', '\n  ', '<<: *a', '&a ', '*a'),
);
