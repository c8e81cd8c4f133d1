import { CliError } from '../cli-error';

/** Far more than the manifests of a cluster. What is larger, or never ends, would fill the memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** How much may still be read for one state. */
export class ByteBudget {
  #left: number;

  constructor(bytes = MAX_BYTES) {
    this.#left = bytes;
  }

  /**
   * Counts bytes before they are kept.
   *
   * @param name what they belong to
   * @throws CliError where they are too many
   */
  spend(bytes: number, name: string): void {
    this.#left -= bytes;
    if (this.#left >= 0) return;
    throw new CliError(`${name}: with it, more than 256 MiB would have to be read; give fewer or smaller files`);
  }
}
