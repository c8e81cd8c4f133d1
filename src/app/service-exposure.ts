import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Problem } from '../validate/problem';
import { enumProblem, found, isObject, booleanProblem } from '../validate/shape';

/** To which pods a node sends the traffic that it receives for a Service. */
export enum TrafficPolicy {
  /** To all ready pods, wherever they run. */
  CLUSTER = 'Cluster',
  /**
   * To the ready pods of the node itself. A version's share is then its share of the pods of that node, and where the node has
   * none, the connection fails.
   */
  LOCAL = 'Local',
}

/** How the Service that users reach treats clients and nodes. */
export interface ServiceExposure {
  /**
   * How long a client stays on the pod that it reached first: 1 second to a day. A version's share is then one of the clients
   * that come anew, not of the connections, and clients behind one address count as one.
   *
   * @default - each connection goes to any pod
   */
  readonly clientAffinity?: Duration;

  /**
   * To which pods a node sends what comes from inside the cluster.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * To which pods a node sends what comes from outside, where the type of the Service is NodePort or LoadBalancer. `LOCAL`
   * keeps the address of the client.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /**
   * Whether the Service has no address of its own, and its name leads to the addresses of all ready pods. Which one is taken
   * is then up to the client: many take the first, and look again only when it fails.
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

/** What is wrong with how the Service is exposed. */
export function exposureProblems(app: ExposedService): Problem[] {
  const { clientAffinity, internalTrafficPolicy, externalTrafficPolicy, headless } = app;
  return [
    ...affinityProblems(clientAffinity),
    ...found(
      enumProblem('internalTrafficPolicy', internalTrafficPolicy, TrafficPolicy),
      enumProblem('externalTrafficPolicy', externalTrafficPolicy, TrafficPolicy),
    ),
    ...booleanProblem('headless', headless),
    ...typeProblems(app),
  ];
}

function affinityProblems(affinity: unknown): Problem[] {
  if (affinity === undefined) return [];
  const isDuration = isObject(affinity) && typeof affinity.toSeconds === 'function';
  const seconds = isDuration ? (affinity as unknown as Duration).toSeconds({ integral: false }) : Number.NaN;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_AFFINITY) return [];
  const received = isDuration ? `${seconds} s` : affinity;
  const fix = 'give one, for example Duration.hours(3)';
  const expected = `a cdk8s Duration of 1 to ${MAX_AFFINITY} whole seconds`;
  return [{ prop: 'clientAffinity', received, expected, fix }];
}

/** What the type of the Service has no use for, so that the API server refuses it. */
function typeProblems({ serviceType, externalTrafficPolicy, headless }: ExposedService): Problem[] {
  const isInternal = serviceType === undefined || serviceType === kplus.ServiceType.CLUSTER_IP;
  const problems: Problem[] = [];
  if (externalTrafficPolicy !== undefined && isInternal) {
    const expected = 'nothing for a Service that is reached from inside the cluster alone';
    const fix = 'give serviceType NODE_PORT or LOAD_BALANCER, or remove it';
    problems.push({ prop: 'externalTrafficPolicy', received: externalTrafficPolicy, expected, fix });
  }
  if (headless === true && !isInternal) {
    const expected = 'false for a Service that is reached from outside the cluster';
    problems.push({ prop: 'headless', received: headless, expected, fix: 'remove it or serviceType' });
  }
  return problems;
}
