import type { ManifestState } from '../manifests/state';
import { toRollout } from '../check/transition/transition';
import { toServiceReports } from '../check/service-reports';

/** A Service at rest. */
export interface ShownService {
  readonly namespace?: string;
  readonly name: string;
  /** Whether it is there for tests and serves no users. */
  readonly preview: boolean;
  /** The number of ready endpoints; the fewest if an autoscaler sets the count. */
  readonly endpoints: number;
  readonly versions: ShownVersion[];
}

/** One version behind a Service. */
export interface ShownVersion {
  readonly version: string;
  readonly deployment: string;
  readonly endpoints: number;
  /** Its share in percent. @default - the Service has no endpoint */
  readonly percent?: number;
}

/** Returns the Services of one state with known endpoints, in its order. */
export function toShownServices(state: ManifestState): ShownService[] {
  // Nothing changes from a state to itself.
  return toServiceReports(toRollout(state, state, true)).map(
    ({ namespace, name, preview, endpointsAfter, versions }) => ({
      namespace,
      name,
      preview,
      endpoints: endpointsAfter,
      versions: versions.map(({ version, deployment, percentAfter }) => ({
        version,
        deployment,
        endpoints: Math.round(((percentAfter ?? 0) * endpointsAfter) / 100),
        percent: percentAfter,
      })),
    }),
  );
}
