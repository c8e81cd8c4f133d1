import type { ServiceState } from '../manifests/state';
import type { OtherFinding } from './rule';

/** Returns the findings that say of a Service how few endpoints it is left with, and how to get around that. */
export function tooFewEndpoints(object: ServiceState): OtherFinding[] {
  return [
    { rule: 'no-ready-endpoints', object },
    { rule: 'capacity-below-floor', object },
  ];
}
