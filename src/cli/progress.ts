import type { Io } from './io';

/** What takes longer is told. */
const PATIENCE_MILLISECONDS = 1000;

/** A text of this many characters alone takes about as long to be parsed. */
const LARGE_TEXT = 1_000_000;

const CLEAR_LINE = '\r\u001b[2K';

/** Tells on a terminal how far the reading has come, where it takes longer than a second. */
export class Progress {
  readonly #io: Io;
  readonly #total: number;
  readonly #start: number;
  #done = 0;
  #shown: number | undefined;

  /** @param total how many characters there are to read */
  constructor(io: Io, total: number) {
    this.#io = io;
    this.#total = total;
    this.#start = io.now();
  }

  /** Before a text of so many characters is read. */
  next(characters: number): void {
    const slow = this.#io.now() - this.#start > PATIENCE_MILLISECONDS || characters > LARGE_TEXT;
    const percent = Math.floor((100 * this.#done) / this.#total);
    if (slow && this.#io.stderr.isTerminal && percent !== this.#shown) {
      this.#io.stderr.write(`${CLEAR_LINE}reading manifests: ${percent}%`);
      this.#shown = percent;
    }
    this.#done += characters;
  }

  /** Leaves nothing behind. */
  end(): void {
    if (this.#shown !== undefined) this.#io.stderr.write(CLEAR_LINE);
  }
}
