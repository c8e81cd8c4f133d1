import { SharedObjects } from '../shared-objects';
import { PlainLines } from './plain-lines';

/** A document that contains one object, as the YAML reader found it. */
export interface KnownDocument {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Readonly<Record<string, unknown>>;
  /** The line of its first key, counted from 1. */
  readonly line: number;
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
  /** The objects that were read from the documents. */
  readonly objects = new SharedObjects();
  readonly #documents = new Map<string, KnownDocument>();

  /** Returns the document with exactly this text. */
  documentOf(text: string): KnownDocument | undefined {
    return this.#documents.get(text);
  }

  noteDocument(text: string, document: KnownDocument): void {
    if (text.length <= MAX_LENGTH) this.#documents.set(text, document);
  }
}
