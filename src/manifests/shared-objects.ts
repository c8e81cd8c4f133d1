import type { StateObject } from './state';

/** An object that was read without any problem, and its key among the objects of its kind. */
export interface KnownObject {
  readonly key: string;
  readonly object: StateObject;
}

/** The objects of a comparison that have been read so far, so that both states share those that stay. */
export class SharedObjects {
  readonly #objects = new WeakMap<object, KnownObject>();

  /** Returns the object that was read from a value. */
  objectOf(value: object): KnownObject | undefined {
    return this.#objects.get(value);
  }

  noteObject(value: object, known: KnownObject): void {
    this.#objects.set(value, known);
  }
}
