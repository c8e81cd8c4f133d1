import { isObject } from '../validate/shape';
import { canonicalQuantity } from './quantity';

/** The fields of a Kubernetes object. */
export type Fields = Readonly<Record<string, unknown>>;

/** A function that brings a value into its canonical form. */
export type Change = (value: unknown) => unknown;

/** Returns the object with some of its fields changed, if it has them. */
export function map(value: unknown, changes: Readonly<Record<string, Change>>): unknown {
  if (!isObject(value)) return value;
  const changed: Record<string, unknown> = { ...value };
  for (const [key, change] of Object.entries(changes)) {
    const field = Object.hasOwn(changed, key) ? changed[key] : undefined;
    if (field !== undefined && field !== null) changed[key] = change(field);
  }
  return changed;
}

/** Returns a change that applies another one to each item of a list. An empty list becomes `undefined`. */
export function each(change: Change): Change {
  return (list) => (Array.isArray(list) ? nonEmpty(list.map(change)) : list);
}

/** Returns an object without the fields that state their default. */
export function withoutDefaults(value: unknown, defaults: Fields): unknown {
  if (!isObject(value)) return value;
  const isDefault = (key: string): boolean => Object.hasOwn(defaults, key) && defaults[key] === value[key];
  // Few manifests state any default, and a copy of each template costs more than a look.
  if (!Object.keys(value).some(isDefault)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isDefault(key)));
}

/** Returns the value, or `undefined` for an empty list or map, which Kubernetes treats like a missing one. */
export function nonEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : (value as unknown[]);
  if (!isObject(value)) return value;
  return Object.values(value).every((field) => field === undefined || field === null) ? undefined : value;
}

/** Removes a field that starts no rollout. */
export function drop(): undefined {
  return undefined;
}

/** Adds a request for each limit without one, with the value of the limit. */
export function canonicalResources(resources: unknown): unknown {
  if (!isObject(resources)) return resources;
  const { limits, requests } = resources;
  const asked = isObject(limits) ? { ...limits, ...(isObject(requests) ? requests : {}) } : requests;
  return nonEmpty({ ...resources, limits: canonicalQuantities(limits), requests: canonicalQuantities(asked) });
}

export function canonicalQuantities(quantities: unknown): unknown {
  if (!isObject(quantities)) return quantities;
  return nonEmpty(
    Object.fromEntries(Object.entries(quantities).map(([name, value]) => [name, canonicalQuantity(value)])),
  );
}

export function canonicalFieldReference(field: unknown): unknown {
  return withoutDefaults(field, { apiVersion: 'v1' });
}

/** Returns a resource field without the divisor `0`, which means 1. */
export function canonicalResourceField(field: unknown): unknown {
  return withoutDefaults(map(field, { divisor: canonicalQuantity }), { divisor: '0' });
}
