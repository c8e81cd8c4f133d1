/** The number of names that are kept as one text. */
const CHUNK = 1_000;

/**
 * A list of names that takes little more memory than their characters. A hundred thousand separate strings would take
 * three times as much.
 */
export class NameList implements Iterable<string> {
  /** Lists of names as JSON. */
  readonly #chunks: string[] = [];
  #open: string[] = [];

  add(name: string): void {
    this.#open.push(name);
    if (this.#open.length === CHUNK) this.#close();
  }

  /** Adds the names of another list, which share its memory. */
  addAll(other: NameList): void {
    if (other.#chunks.length > 0) this.#close();
    for (const chunk of other.#chunks) this.#chunks.push(chunk);
    for (const name of other.#open) this.add(name);
  }

  #close(): void {
    if (this.#open.length > 0) this.#chunks.push(JSON.stringify(this.#open));
    this.#open = [];
  }

  *[Symbol.iterator](): Generator<string, void> {
    for (const chunk of this.#chunks) yield* JSON.parse(chunk) as string[];
    yield* this.#open;
  }
}
