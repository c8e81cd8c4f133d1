/** The longest pattern of paths, in characters. */
const MAX_LENGTH = 1_000;

/** The description of the texts that `isPattern` accepts. */
export const PATTERN_WORDS =
  'expected a pattern of paths in the folder that is checked, such as charts/** or *.patch.yaml';

/** Reports whether a text is a pattern of paths in a folder: it leads neither out of the folder nor to the top of the disk. */
export function isPattern(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_LENGTH) return false;
  return !value.startsWith('/') && !value.split('/').includes('..');
}
