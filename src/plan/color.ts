/**
 * The two colors of a blue/green release.
 *
 * The value is the suffix of the color's Deployment, and the version label of its pods.
 */
export enum Color {
  /** The Deployment `<name>-blue`, with pods labeled `version: blue`. */
  BLUE = 'blue',
  /** The Deployment `<name>-green`, with pods labeled `version: green`. */
  GREEN = 'green',
}

/** Returns the color that is idle while the given one is active. */
export function otherColor(color: Color): Color {
  return color === Color.BLUE ? Color.GREEN : Color.BLUE;
}
