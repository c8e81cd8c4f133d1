import type { LiveStatus } from '../manifests/live-status';
import type { ManifestState } from '../manifests/state';
import type { ServiceTransition } from '../check/transition/service-transition';
import { type Rollout, toRollout } from '../check/transition/transition';
import { toServiceReports } from '../check/service-reports';

/** A Service at rest. */
export interface ShownService {
  readonly namespace?: string;
  readonly name: string;
  /** Whether it serves users. The Services for tests, of any role, don't. */
  readonly servesUsers: boolean;
  /** The number of ready endpoints; the fewest if an autoscaler sets the count. */
  readonly endpoints: number;
  /** The number of endpoints that are ready now. @default - the manifests don't come from a cluster */
  readonly ready?: number;
  readonly versions: ShownVersion[];
}

/** One version behind a Service. */
export interface ShownVersion {
  readonly version: string;
  /** The kind of the object that makes its pods, such as `Deployment`. */
  readonly kind: string;
  /** The name of that object. */
  readonly deployment: string;
  readonly endpoints: number;
  /** Its share in percent. @default - the Service has no endpoint */
  readonly percent?: number;
  /** The number of its pods that are ready now. @default - the manifests don't come from a cluster */
  readonly ready?: number;
  /** Its share of the pods that are ready now, in percent. @default - no pod is ready, or the number is unknown */
  readonly readyPercent?: number;
}

/** Returns the Services of one state with known endpoints, in its order. */
export function toShownServices(state: ManifestState): ShownService[] {
  // Compare the state with itself, a transition in which nothing changes.
  const rollout = toRollout(state, state, true);
  return [...rollout.services.values()].flatMap((service) => toShownService(service, rollout));
}

/** Returns the assumed number of nodes of each DaemonSet, because the manifests don't tell. */
export function assumedNodes(state: ManifestState): string[] {
  return [...toRollout(state, state, true).deployments.values()].flatMap(({ after, assumedNodes: nodes }) =>
    after === undefined || nodes === undefined ? [] : [`assumed: ${after.kind} ${after.name} runs on ${nodes} nodes`],
  );
}

function toShownService(service: ServiceTransition, rollout: Rollout): ShownService[] {
  const [report] = toServiceReports({ ...rollout, services: new Map([[service.key, service]]) });
  if (report === undefined) return [];
  const { namespace, name, servesUsers, endpointsAfter, versions } = report;
  // The report keeps the order of the prediction.
  const statuses = service.atWorst.versions.map(({ id }) => rollout.deployments.get(id)?.after?.status);
  const ready = sumReady(statuses);
  return [
    {
      namespace,
      name,
      servesUsers,
      endpoints: endpointsAfter,
      ...(ready === undefined ? {} : { ready }),
      versions: versions.map(({ version, kind, deployment, percentAfter }, index) => ({
        version,
        kind,
        deployment,
        endpoints: Math.round(((percentAfter ?? 0) * endpointsAfter) / 100),
        percent: percentAfter,
        ...toReady(statuses[index], ready),
      })),
    },
  ];
}

/** Returns the number of ready pods of all versions, or `undefined` if that of one version is unknown. */
function sumReady(statuses: (LiveStatus | undefined)[]): number | undefined {
  return statuses.reduce<number | undefined>(
    (sum, status) => (sum === undefined || status === undefined ? undefined : sum + status.ready),
    0,
  );
}

function toReady(
  status: LiveStatus | undefined,
  all: number | undefined,
): Pick<ShownVersion, 'ready' | 'readyPercent'> {
  if (status === undefined) return {};
  return { ready: status.ready, ...(all ? { readyPercent: (100 * status.ready) / all } : {}) };
}
