import type { Finding } from './finding';

/** What a check found, what it did not judge, and what it was told to allow. */
export interface CheckResult {
  /** What the change brings. The worst first, then by resource and rule. */
  readonly findings: Finding[];
  /** What the state before has already, in the same order. It fails no check. */
  readonly existing: Finding[];
  /**
   * What happens to each Service whose pods are known, at least in part: those of the new state in the order of the
   * manifests, then those that are removed.
   */
  readonly services: ServiceReport[];
  /** The Services that were not judged, or not in full, and why. The result says nothing about these. */
  readonly notJudged: NotJudged[];
  /** What of the new state could not be read, and was left out. The result says nothing about it either. */
  readonly leftOut: LeftOut[];
  /** What stands beside the manifests and is no Kubernetes object, by kind: `kustomization file`. */
  readonly passedOver: PassedOver[];
  /** How to render what only becomes manifests that way: `kustomize build overlays/prod`. */
  readonly renderFirst: string[];
  /** Everything that an annotation of the new state allows, and what that silenced. */
  readonly allowances: Allowance[];
  /** What the prediction takes for granted. Only what matters for this change is listed. */
  readonly assumptions: string[];
}

/** An object that the check did not judge. */
export interface NotJudged {
  /** The kind of the object, such as `Service`. */
  readonly kind: string;
  /** The namespace. @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** Why, in words that follow the name: `selects no pods in these manifests`. */
  readonly reason: string;
  /** The file that holds the object. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** A part of the input that could not be read. */
export interface LeftOut {
  /** What is wrong with it, and what to do. */
  readonly message: string;
  /** The file. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** Parts of the input that are no Kubernetes objects. */
export interface PassedOver {
  /** What they are: `kustomization file`, `document without a kind`. */
  readonly what: string;
  readonly count: number;
}

/** An annotation that makes rules leave an object alone. */
export interface Allowance {
  /** The object that carries the annotation: `Service shop/web`. */
  readonly resource: string;
  /** The annotation as it stands there: `cdk8s-rollouts/allow: share-jump`. */
  readonly annotation: string;
  /** Whether the state before does not have it, or has it with another value. */
  readonly added: boolean;
  /** What would have been found without it. */
  readonly silenced: Finding[];
  /** The file that holds the object. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** What happens to the endpoints of one Service. */
export interface ServiceReport {
  /** The namespace. @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
  /** Whether it is there for tests and serves no users. */
  readonly preview: boolean;
  /** Whether the new state does not have the Service any more. */
  readonly removed: boolean;
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
