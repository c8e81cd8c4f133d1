import { Color } from './color';

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

/** Returns the name of the Service that users reach. */
export function userServiceName(name: string): string {
  return `${name}-service`;
}

/** Returns the names that are set, or that follow from the app's name. */
export function canaryServiceNames({
  name,
  serviceName = userServiceName(name),
  stableServiceName = `${name}-stable`,
  canaryServiceName = `${name}-canary`,
}: PinnedServiceNames): CanaryServiceNames {
  return { serviceName, stableServiceName, canaryServiceName };
}

/** The name of an app, and the names of its resources in a blue/green release if they are set. */
export interface PinnedBlueGreenNames extends Partial<BlueGreenNames> {
  readonly name: string;
}

/** The names of the resources of a blue/green release. */
export interface BlueGreenNames {
  readonly serviceName: string;
  readonly previewServiceName: string;
  readonly blueDeployment: string;
  readonly greenDeployment: string;
}

/** Returns the names that are set, or that follow from the app's name. */
export function blueGreenNames({
  name,
  serviceName = userServiceName(name),
  previewServiceName = `${name}-preview`,
  blueDeployment = colorDeployment(name, Color.BLUE),
  greenDeployment = colorDeployment(name, Color.GREEN),
}: PinnedBlueGreenNames): BlueGreenNames {
  return { serviceName, previewServiceName, blueDeployment, greenDeployment };
}

/** Returns the name of the Deployment of a color. */
export function colorDeployment(name: string, color: Color): string {
  return `${name}-${color}`;
}

/**
 * Returns the name of the Deployment of a version.
 *
 * @example
 * versionDeployment('shop', '2.0.1') // => 'shop-2-0-1'
 */
export function versionDeployment(name: string, version: string): string {
  return `${name}-${versionToNameSuffix(version)}`;
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
