import { createHash } from 'node:crypto';

/** A depth beyond any pod template, yet shallow enough for the stack. */
const MAX_DEPTH = 100;

/**
 * The length above which parts are hashed, so that a value that many others share isn't written out in each of them.
 */
const MAX_LENGTH = 1_000;

/**
 * Returns a string that is equal for values that Kubernetes treats as equal: the order of keys doesn't matter, and
 * `null` equals a missing field. Its time and memory are proportional to the size of the value, even if parts of it are
 * shared.
 *
 * @throws if the value is nested deeper than any manifest, or contains itself
 */
export function fingerprint(value: unknown): string {
  return print(value, 0, new Map());
}

function print(value: unknown, depth: number, known: Map<object, string>): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const seen = known.get(value);
  if (seen !== undefined) return seen;
  if (depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH} levels`);
  const text = shorten(
    Array.isArray(value)
      ? `[${value.map((item) => print(item, depth + 1, known)).join()}]`
      : printObject(value, depth, known),
  );
  known.set(value, text);
  return text;
}

function printObject(value: object, depth: number, known: Map<object, string>): string {
  let text = '';
  // Without a function, sort() compares code units.
  for (const key of Object.keys(value).sort()) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    if (field === undefined || field === null) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${print(field, depth + 1, known)}`;
  }
  return `{${text}}`;
}

function shorten(text: string): string {
  return text.length <= MAX_LENGTH ? text : `#${createHash('sha256').update(text).digest('hex')}`;
}
