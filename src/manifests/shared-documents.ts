import type { StateObject } from './state';

/** A document that contains one object, as a reader of YAML found it. */
export interface KnownDocument {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Readonly<Record<string, unknown>>;
  /** The line of its first key, counted from 1. */
  readonly line: number;
}

/** An object that was read without any problem, and its key among the objects of its kind. */
export interface KnownObject {
  readonly key: string;
  readonly object: StateObject;
}

/** V8 hashes a longer text by its length alone, so thousands of long texts of one length would all be compared. */
const MAX_LENGTH = 16_000;

/**
 * The documents of a comparison that were read already. Most documents of two states are equal to the last character,
 * so they are read once, and share one value.
 */
export class SharedDocuments {
  readonly #documents = new Map<string, KnownDocument>();
  readonly #objects = new WeakMap<object, KnownObject>();

  /** Returns the document with exactly this text. */
  documentOf(text: string): KnownDocument | undefined {
    return this.#documents.get(text);
  }

  noteDocument(text: string, document: KnownDocument): void {
    if (text.length <= MAX_LENGTH) this.#documents.set(text, document);
  }

  /** Returns the object that was read from a value. */
  objectOf(value: object): KnownObject | undefined {
    return this.#objects.get(value);
  }

  noteObject(value: object, known: KnownObject): void {
    this.#objects.set(value, known);
  }
}
