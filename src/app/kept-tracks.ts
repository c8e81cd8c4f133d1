/**
 * The tracks of props that this package made and has checked. An app with the same props takes them over, once, because
 * users can change their props between two checks.
 */
export class KeptTracks<Props extends object, Tracks> {
  readonly #known = new WeakMap<Props, Tracks>();

  keep(props: Props, tracks: Tracks): void {
    this.#known.set(props, tracks);
  }

  take(props: Props): Tracks | undefined {
    const tracks = this.#known.get(props);
    this.#known.delete(props);
    return tracks;
  }
}
