import type { Io } from './io';

/** The time after which progress is shown. */
const PATIENCE_MILLISECONDS = 1000;

/** The length of a text that takes about that time to parse, in characters. */
const LARGE_TEXT = 1_000_000;

const CLEAR_LINE = '\r\u001b[2K';

/** A progress display on a terminal, for reading that takes longer than a second. */
export class Progress {
  readonly #io: Io;
  readonly #total: number;
  readonly #start: number;
  #done = 0;
  #shown: number | undefined;

  /** @param total the number of characters to read */
  constructor(io: Io, total: number) {
    this.#io = io;
    this.#total = total;
    this.#start = io.now();
  }

  /** Updates the display before a text with the given number of characters is read. */
  next(characters: number): void {
    const slow = this.#io.now() - this.#start > PATIENCE_MILLISECONDS || characters > LARGE_TEXT;
    const percent = Math.floor((100 * this.#done) / this.#total);
    if (slow && this.#io.stderr.isTerminal && percent !== this.#shown) {
      this.#io.stderr.write(`${CLEAR_LINE}reading manifests: ${percent}%`);
      this.#shown = percent;
    }
    this.#done += characters;
  }

  /** Removes the display. */
  end(): void {
    if (this.#shown !== undefined) this.#io.stderr.write(CLEAR_LINE);
  }
}
