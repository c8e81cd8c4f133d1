import { isObject } from '../validate/shape';

/**
 * An object of any kind. The functions below read its fields without reporting problems, for fields that some rules
 * look at but no prediction rests on. A missing field and a field of the wrong type both count as left out.
 */
export type RawObject = Readonly<Record<string, unknown>>;

/** Returns the object at a path, or an empty one. */
export function rawObject(value: unknown, ...path: string[]): RawObject {
  const found = rawValue(value, ...path);
  return isObject(found) ? found : {};
}

/** Returns the objects of the list at a path. */
export function rawObjects(value: unknown, ...path: string[]): RawObject[] {
  const found = rawValue(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** Returns the strings in the list at a path. */
export function rawTexts(value: unknown, ...path: string[]): string[] {
  const found = rawValue(value, ...path);
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : [];
}

/** Returns the string at a path. */
export function rawText(value: unknown, ...path: string[]): string | undefined {
  const found = rawValue(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Returns the number at a path. */
export function rawNumber(value: unknown, ...path: string[]): number | undefined {
  const found = rawValue(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** Returns the number or string at a path, such as a port by number or name. */
export function rawNumberOrText(value: unknown, ...path: string[]): number | string | undefined {
  return rawNumber(value, ...path) ?? rawText(value, ...path);
}

/** Returns the labels at a path whose values are strings. */
export function rawLabels(value: unknown, ...path: string[]): Readonly<Record<string, string>> {
  const entries = Object.entries(rawObject(value, ...path));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Returns the value at a path. */
export function rawValue(value: unknown, ...path: string[]): unknown {
  return path.reduce(ownField, value) ?? undefined;
}

function ownField(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
