import fc from 'fast-check';

/** The signs and short texts that YAML is made of. Tests add those that their reader may stumble over. */
export const yamlToken: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...Array.from('-:?,[]{}#&*!|>\'"%@`\t\n\r \\~=<')),
  fc.constantFrom('---\n', '...\n', '- ', ': ', '\n  ', '<<: *a', '&a ', '*a'),
);
