import { type Color, otherColor } from '../plan/color';
import type { ReleaseVersion } from './release-version';
import { versionOfImage } from './version-of-image';

/** A version of a release, with its name and color. */
export interface ResolvedVersion {
  readonly version: string;
  readonly image: string;
  /** The color of its Deployment, or `undefined` if the Deployment is named after the version. */
  readonly color?: Color;
}

/** Returns the current version with its name, once the file is known to be valid. */
export function resolveCurrent({ version, image, color }: ReleaseVersion): ResolvedVersion {
  return { version: version ?? versionOfImage(image)!, image, ...(color && { color }) };
}

/** Returns the next version, in the color that the current one leaves free. */
export function resolveNext({ version, image }: ReleaseVersion, { color }: ReleaseVersion): ResolvedVersion {
  return resolveCurrent({ version, image, color: color && otherColor(color) });
}
