import type { CanaryOptions } from '../canary/canary-options';

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
}: CanaryOptions): CanaryServiceNames {
  return { serviceName, stableServiceName, canaryServiceName };
}
