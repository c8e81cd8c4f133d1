import type { ServiceState } from '../manifests/state';
import type { OtherFinding } from './rule';

/** Returns the findings that a Service has too few endpoints, with the way to avoid that. */
export function tooFewEndpoints(object: ServiceState): OtherFinding[] {
  return [
    { rule: 'no-ready-endpoints', object },
    { rule: 'capacity-below-floor', object },
  ];
}
