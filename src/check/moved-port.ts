import type { ServicePort } from '../manifests/state';
import type { ServiceChange } from '../model/service-change';
import { capacityFloor } from './capacity';
import type { ResolvedCheckOptions } from './check-options';
import { reachableEndpoints } from './transition/reachable-endpoints';
import type { ServingTransition } from './transition/service-transition';

/** A port of a Service on whose target too few of the ready endpoints listen. */
export interface MovedPort {
  readonly before: ServicePort;
  readonly after: ServicePort;
  /** The place of the port in the new state of the Service. */
  readonly index: number;
  /** The endpoints that listen there. */
  readonly reachable: ServiceChange;
}

/** Returns the first such port of a Service: all of its ports move for the same reason, so one finding is enough. */
export function movedPort(service: ServingTransition, options: ResolvedCheckOptions): MovedPort | undefined {
  const floor = Math.min(service.change.lowest, capacityFloor(service, options));
  for (const before of service.before.ports) {
    const index = service.after.ports.findIndex((port) => port.port === before.port);
    const after = service.after.ports[index];
    if (after === undefined) continue;
    const reachable = reachableEndpoints(service, before, after);
    // If no container declared the port before, its reachability is unknown.
    if (reachable.before.low > 0 && reachable.lowest < floor) return { before, after, index, reachable };
  }
  return undefined;
}
