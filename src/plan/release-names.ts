/** The app's name, and the names of its Services where they are pinned. */
export interface PinnedServiceNames extends Partial<CanaryServiceNames> {
  readonly name: string;
}

/** The names of the Services of a canary release. */
export interface CanaryServiceNames {
  readonly serviceName: string;
  readonly stableServiceName: string;
  readonly canaryServiceName: string;
}

/** The names as they are pinned, or as they follow from the app's. */
export function canaryServiceNames({
  name,
  serviceName = `${name}-service`,
  stableServiceName = `${name}-stable`,
  canaryServiceName = `${name}-canary`,
}: PinnedServiceNames): CanaryServiceNames {
  return { serviceName, stableServiceName, canaryServiceName };
}

/**
 * A version as the end of a Deployment's name: lower case, and `-` for what a name can't hold.
 *
 * @example
 * versionToNameSuffix('2.0.1+build') // => '2-0-1-build'
 */
export function versionToNameSuffix(version: string): string {
  return version.toLowerCase().replace(/[._+]/g, '-');
}

/**
 * A version as a label value. Only `+` must give way, to `_` as in Helm charts.
 *
 * @example
 * versionToLabelValue('2.0.1+build') // => '2.0.1_build'
 */
export function versionToLabelValue(version: string): string {
  return version.replace(/\+/g, '_');
}
