/** The longest pattern of paths, in characters. */
const MAX_LENGTH = 1_000;

/** The description of the values that `isPattern` accepts. */
export const PATTERN_WORDS =
  'expected a pattern of paths in the folder that is checked, such as charts/** or *.patch.yaml';

/**
 * Reports whether a value is a pattern of paths within a folder, which neither leads out of it nor starts at the root.
 */
export function isPattern(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_LENGTH) return false;
  return !value.startsWith('/') && !value.split('/').includes('..');
}
