/**
 * The two colors of a blue/green release.
 *
 * The value is what the color's Deployment is called and what its pods carry in their version label.
 */
export enum Color {
  /** The Deployment `<name>-blue`, with pods labelled `version: blue`. */
  BLUE = 'blue',
  /** The Deployment `<name>-green`, with pods labelled `version: green`. */
  GREEN = 'green',
}
