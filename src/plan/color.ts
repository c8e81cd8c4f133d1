/**
 * The two colors of a blue/green release.
 *
 * The value ends the name of the color's Deployment, and is the version label of its pods.
 */
export enum Color {
  /** The Deployment `<name>-blue`, with pods labelled `version: blue`. */
  BLUE = 'blue',
  /** The Deployment `<name>-green`, with pods labelled `version: green`. */
  GREEN = 'green',
}

/** Returns the color that is idle while the given one is active. */
export function otherColor(color: Color): Color {
  return color === Color.BLUE ? Color.GREEN : Color.BLUE;
}
