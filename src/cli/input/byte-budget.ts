import { CliError } from '../cli-error';

/** The limit for one state, far above the size of a cluster's manifests. Endless input would fill the memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A budget of bytes that may still be read for one state. */
export class ByteBudget {
  #left: number;

  constructor(bytes = MAX_BYTES) {
    this.#left = bytes;
  }

  /**
   * Counts bytes before they are kept.
   *
   * @param name the name of their origin
   * @throws CliError if there are too many
   */
  spend(bytes: number, name: string): void {
    this.#left -= bytes;
    if (this.#left >= 0) return;
    throw new CliError(`${name}: reading it would exceed 256 MiB; pass fewer or smaller files`);
  }
}
