import type { Color } from '../plan/color';

/** One version in a release file. */
export interface ReleaseVersion {
  /**
   * The name of the version, such as `v2` or `2.0.1`. A canary's Deployment is named after it, so a version that runs must keep
   * its name, and a new version needs a new one.
   *
   * @default - the tag of the image; where it has a digest alone, `sha-` and the first 12 digits of the digest
   */
  readonly version?: string;

  /** The image of the container that serves the traffic: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;

  /**
   * The color of the Deployment that the version runs in. Only the current version states it: the next one gets the other color.
   * A canary release that states it has Deployments whose names alternate (`shop-blue`, `shop-green`), so that dashboards and
   * alerts know them.
   *
   * @default - a canary's Deployment is named after its version; required for the current version of a blue/green release
   */
  readonly color?: Color;
}
