import type { Color } from '../plan/color';

/** One version in a release file. */
export interface ReleaseVersion {
  /**
   * The name of the version, such as `v2` or `2.0.1`. A canary's Deployment is named after it, so a running version
   * must keep its name, and a new version needs a new one.
   *
   * @default - the tag of the image; with only a digest, `sha-` and the first 12 digits of the digest
   */
  readonly version?: string;

  /** The image of the container that serves the traffic: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;

  /**
   * The color of the version's Deployment. Only the current version states it: the next one gets the other color. In a
   * canary release with a color, the names of the Deployments alternate (`shop-blue`, `shop-green`), so dashboards and
   * alerts know them.
   *
   * @default - a canary's Deployment is named after its version; required for the current version of a blue/green
   * release
   */
  readonly color?: Color;
}
