import type { StateObject } from './state';
import { PlainLines } from './yaml/plain-lines';

/** A document that contains one object, as the YAML reader found it. */
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

/** V8 hashes longer strings by their length alone, so thousands of long documents of equal length would all collide. */
const MAX_LENGTH = 16_000;

/**
 * The documents of a comparison that have been read so far. Most documents are identical in both states, so each is
 * read once, and both states share its value.
 */
export class SharedDocuments {
  /** The lines of the documents. */
  readonly lines = new PlainLines();
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
