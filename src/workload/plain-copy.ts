import type { Json } from './json';

/** The fields of an L1 class that have another name in the manifest. */
export const RENAMED = new Set([
  'clientIp',
  'clusterIp',
  'datasetUuid',
  'diskUri',
  'downwardApi',
  'hostIp',
  'hostIpc',
  'hostPid',
  'loadBalancerIp',
  'pdId',
  'scaleIo',
  'storagePolicyId',
  'targetWwNs',
  'volumeId',
]);

/** The fields of metadata that cdk8s itself writes. A user can add any others, and the L1 classes drop unknown ones. */
const METADATA = new Set(['annotations', 'labels', 'name', 'namespace']);

/**
 * The manifest of a part of an L1 object, as cdk8s would make it: without empty fields, and its fields in order.
 *
 * cdk8s calls all resolvers of the App for each value with its path, copies the result, and copies it again to rename
 * fields of the L1 class. None of this changes plain values.
 */
export class PlainCopy {
  /** Whether everything could be copied. A `Lazy` value or a renamed field is left to cdk8s. */
  public isComplete = true;

  /**
   * Returns the copy of a value, or `undefined` for an empty one. Like `lean`, it calls itself and no helper in between.
   */
  public of(value: unknown): unknown {
    if (value === null || value === undefined) return undefined;
    if (typeof value !== 'object') return typeof value === 'function' ? this.#leave() : value;
    if (typeof (value as Json).resolve === 'function') return this.#leave();
    if (Array.isArray(value)) {
      // A list that grows entry by entry keeps room for 17.
      const list = [...(value as unknown[])];
      for (const [index, entry] of list.entries()) list[index] = this.of(entry);
      return list;
    }
    if ((value as Json).constructor !== Object) return this.#numberOrText((value as Json).value);
    const object = value as Json;
    const copy: Json = {};
    // cdk8s-plus names many fields that it leaves undefined. Sorting them, too, would take half as long again.
    const given = Object.keys(object).filter((key) => object[key] !== undefined);
    for (const key of given.sort()) {
      const field = this.of(object[key]);
      if (field === undefined) continue;
      if (RENAMED.has(key) || (key === 'metadata' && !isOfCdk8s(field))) this.#leave();
      // cdk8s-plus always writes this field, and cdk8s renames it. As a label, the same key has a string value and keeps
      // its name.
      copy[key === 'setHostnameAsFqdn' && typeof field === 'boolean' ? 'setHostnameAsFQDN' : key] = field;
    }
    return copy;
  }

  /** Returns the value of a class for a number or a string: `IntOrString`, `Quantity`. */
  #numberOrText(value: unknown): unknown {
    return typeof value === 'number' || typeof value === 'string' ? value : this.#leave();
  }

  #leave(): unknown {
    this.isComplete = false;
    return undefined;
  }
}

function isOfCdk8s(metadata: unknown): boolean {
  return Object.keys(metadata as object).every((field) => METADATA.has(field));
}
