import type { Finding } from './finding';

/**
 * The result of a check: its findings, the objects that it did not judge, and the findings that annotations silenced.
 */
export interface CheckResult {
  /** The problems that the change introduces, by severity, then by resource and rule. */
  readonly findings: Finding[];
  /** The problems that the state before already has, in the same order. They fail no check. */
  readonly existing: Finding[];
  /**
   * The prediction for each Service with pods that are known, at least in part: the Services of the new state in the
   * order of the manifests, then the removed ones.
   */
  readonly services: ServiceReport[];
  /** The Services that were not judged, or only in part, with the reasons. The result says nothing about these. */
  readonly notJudged: NotJudged[];
  /** The parts of the new state that could not be read. The result says nothing about these either. */
  readonly leftOut: LeftOut[];
  /** The files and documents that are not Kubernetes objects, by kind: `kustomization file`. */
  readonly passedOver: PassedOver[];
  /** The commands that render manifests from this input: `kustomize build overlays/prod`. */
  readonly renderFirst: string[];
  /** The annotations of the new state that silence rules, with the findings that each one silences. */
  readonly allowances: Allowance[];
  /** The assumptions of the prediction that matter for this change. */
  readonly assumptions: string[];
}

/** An object that the check did not judge. */
export interface NotJudged {
  /** The kind of the object, such as `Service`. */
  readonly kind: string;
  /** The namespace. @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** The reason, in words that follow the name: `selects no pods in these manifests`. */
  readonly reason: string;
  /** The file that holds the object. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** A part of the input that could not be read. */
export interface LeftOut {
  /** The problem and its remedy. */
  readonly message: string;
  /** The file. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** Parts of the input that are not Kubernetes objects. */
export interface PassedOver {
  /** A noun for them: `kustomization file`, `document without a kind`. */
  readonly what: string;
  readonly count: number;
}

/** An annotation that silences rules for an object. */
export interface Allowance {
  /** The object with the annotation: `Service shop/web`. */
  readonly resource: string;
  /** The annotation in full: `cdk8s-rollouts/allow: share-jump`. */
  readonly annotation: string;
  /** Whether the change adds it: the state before lacks it, or has it with another value. */
  readonly added: boolean;
  /** The findings that it silenced. */
  readonly silenced: Finding[];
  /** The file that holds the object. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** The prediction for the endpoints of one Service. */
export interface ServiceReport {
  /** The namespace. @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** Whether it serves users. The Services for tests, of any role, don't. */
  readonly servesUsers: boolean;
  /** Whether the new state no longer has the Service. */
  readonly removed: boolean;
  /**
   * The number of ready endpoints in the state before; the fewest if an autoscaler sets the count. 0 for a new Service.
   */
  readonly endpointsBefore: number;
  /** The fewest ready endpoints at any moment from one state to the other, both included. */
  readonly lowestReadyEndpoints: number;
  /** The number of ready endpoints in the new state; the fewest if an autoscaler sets the count. */
  readonly endpointsAfter: number;
  readonly versions: VersionReport[];
}

/** One version's share of a Service, in percent of its ready endpoints. */
export interface VersionReport {
  /**
   * The `version` or `app.kubernetes.io/version` label of the pods, or the name of the Deployment; with the image if
   * the old and the new pods of one Deployment would have the same name.
   */
  readonly version: string;
  /** The kind of the object that makes the pods: `Deployment`, `StatefulSet` or `DaemonSet`. */
  readonly kind: string;
  /** The name of the Deployment, or of the object of another kind. */
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
