import { NameList } from './name-list';

/**
 * The Secrets that custom resources make. A text can have a hundred thousand such resources, so only the names are
 * kept.
 */
export class MadeSecrets implements Iterable<[secret: string, maker: string]> {
  /** The keys and the makers, in turn. */
  readonly #names = new NameList();

  /**
   * Adds a Secret.
   *
   * @param secret its key, `namespace/name`
   * @param maker the custom resource that makes it, such as `ExternalSecret db`
   */
  add(secret: string, maker: string): void {
    this.#names.add(secret);
    this.#names.add(maker);
  }

  /** Adds the Secrets of another text. */
  addAll(other: MadeSecrets): void {
    this.#names.addAll(other.#names);
  }

  *[Symbol.iterator](): Generator<[secret: string, maker: string], void> {
    let secret: string | undefined;
    for (const name of this.#names) {
      if (secret !== undefined) yield [secret, name];
      secret = secret === undefined ? name : undefined;
    }
  }
}
