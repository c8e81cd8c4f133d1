/** The name of an app, and the names of its Services if they are set. */
export interface PinnedServiceNames extends Partial<CanaryServiceNames> {
  readonly name: string;
}

/** The names of the Services of a canary release. */
export interface CanaryServiceNames {
  readonly serviceName: string;
  readonly stableServiceName: string;
  readonly canaryServiceName: string;
}

/** Returns the names that are set, or that follow from the app's name. */
export function canaryServiceNames({
  name,
  serviceName = `${name}-service`,
  stableServiceName = `${name}-stable`,
  canaryServiceName = `${name}-canary`,
}: PinnedServiceNames): CanaryServiceNames {
  return { serviceName, stableServiceName, canaryServiceName };
}

/**
 * Returns a version as the suffix of a Deployment name: in lower case, with `-` for characters that a name can't
 * contain.
 *
 * @example
 * versionToNameSuffix('2.0.1+build') // => '2-0-1-build'
 */
export function versionToNameSuffix(version: string): string {
  return version.toLowerCase().replace(/[._+]/g, '-');
}

/**
 * Returns a version as a label value. Only `+` is replaced, with `_` as in Helm charts.
 *
 * @example
 * versionToLabelValue('2.0.1+build') // => '2.0.1_build'
 */
export function versionToLabelValue(version: string): string {
  return version.replace(/\+/g, '_');
}
