import type { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Problem } from '../validate/problem';
import { BOOLEAN, durationUpTo, oneOf } from '../validate/checks';
import type { Shape } from '../validate/shape';
import { TrafficPolicy } from './traffic-policy';

/** The treatment of clients and nodes by the Service that users reach. */
export interface ServiceExposure {
  /**
   * How long a client stays on the pod that it reached first: 1 second to a day. A version's share is then a share of
   * new clients instead of connections, and clients behind one address count as one.
   *
   * @default - each connection goes to any pod
   */
  readonly sessionAffinity?: Duration;

  /**
   * The pods that a node sends traffic from inside the cluster to.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * The pods that a node sends traffic from outside the cluster to, if the type of the Service is NodePort or
   * LoadBalancer. `LOCAL` keeps the address of the client.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /**
   * Whether the Service has no address, and its name resolves to the addresses of all ready pods. The client then picks
   * one: many take the first, and look again only when it fails.
   *
   * @default false
   */
  readonly headless?: boolean;
}

/** The Service that users reach, with its type. */
interface ExposedService extends ServiceExposure {
  readonly serviceType?: kplus.ServiceType;
}

/** The longest that Kubernetes keeps a client on its pod, in seconds (Kubernetes API, core/v1, ClientIPConfig). */
const MAX_AFFINITY = 86_400;

/** A check of each option of how the Service is exposed. */
export const EXPOSURE: Shape<ServiceExposure> = {
  sessionAffinity: durationUpTo(MAX_AFFINITY, 'Duration.hours(3)'),
  internalTrafficPolicy: oneOf(TrafficPolicy, 'TrafficPolicy'),
  externalTrafficPolicy: oneOf(TrafficPolicy, 'TrafficPolicy'),
  headless: BOOLEAN,
};

/** Reports options that the type of the Service doesn't have, and that the API server therefore refuses. */
export function exposureProblems({ serviceType, externalTrafficPolicy, headless }: ExposedService): Problem[] {
  const isInternal = serviceType === undefined || serviceType === kplus.ServiceType.CLUSTER_IP;
  const problems: Problem[] = [];
  if (externalTrafficPolicy !== undefined && isInternal) {
    const expected = 'no value for a Service that can only be reached from inside the cluster';
    const fix = 'set serviceType to NODE_PORT or LOAD_BALANCER, or remove it';
    problems.push({ prop: 'externalTrafficPolicy', received: externalTrafficPolicy, expected, fix });
  }
  if (headless === true && !isInternal) {
    const expected = 'false for a Service that can be reached from outside the cluster';
    problems.push({ prop: 'headless', received: headless, expected, fix: 'remove it, or remove serviceType' });
  }
  return problems;
}
