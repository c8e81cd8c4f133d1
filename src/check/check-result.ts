import type { Finding } from './finding';

/** What a check found. */
export interface CheckResult {
  /** The worst first, then by resource and rule. */
  readonly findings: Finding[];
  /** What happens to each Service that selects pods of Deployments, in the order of the new manifests. */
  readonly services: ServiceReport[];
}

/** What happens to the endpoints of one Service. */
export interface ServiceReport {
  /** The namespace. @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** Whether it is there for tests and serves no users. */
  readonly preview: boolean;
  /** Ready endpoints in the state before; the fewest where an autoscaler decides. 0 for a new Service. */
  readonly endpointsBefore: number;
  /** The fewest ready endpoints at any moment from one state to the other, both included. */
  readonly lowestReadyEndpoints: number;
  /** Ready endpoints in the new state; the fewest where an autoscaler decides. */
  readonly endpointsAfter: number;
  readonly versions: VersionReport[];
}

/** One version's share of a Service, in percent of its ready endpoints. */
export interface VersionReport {
  /**
   * The `version` or `app.kubernetes.io/version` label of the pods, or the name of the Deployment; with the image where
   * the old and the new pods of one Deployment would be called the same.
   */
  readonly version: string;
  /** The name of the Deployment. */
  readonly deployment: string;
  /** The share in the state before. @default - no endpoint is ready, so there is no share */
  readonly percentBefore?: number;
  /** The lowest share on the way, both states included. @default - no endpoint is ever ready */
  readonly percentLowest?: number;
  /** The highest share on the way, both states included. @default - no endpoint is ever ready */
  readonly percentHighest?: number;
  /** The share in the new state. @default - no endpoint is ready, so there is no share */
  readonly percentAfter?: number;
}
