import type { FieldPath } from '../manifests/manifest';
import type { ManifestState, StateObject } from '../manifests/state';
import type { SequenceRequest } from './counterexample';
import type { ResolvedCheckOptions } from './check-options';
import type { Rollout } from './transition/transition';
import type { Severity } from './severity';

/** The input of a rule: both states, the predicted change between them, and the options. */
export interface CheckContext {
  readonly before: ManifestState;
  readonly after: ManifestState;
  readonly rollout: Rollout;
  readonly options: ResolvedCheckOptions;
  /** The ids of all rules. */
  readonly ruleIds: string[];
}

/** A rule's report about one object. */
export interface RuleFinding {
  /** The object to change, as it is in the new state. */
  readonly object: StateObject;
  readonly message: string;
  readonly fix: string;
  /** The field to look at. @default - the object as a whole */
  readonly field?: FieldPath;
  /** @default - the severity of the rule */
  readonly severity?: Severity;
  /**
   * Findings that have the same cause. If one of them is reported, this one is not.
   *
   * @default - the finding stands alone
   */
  readonly saidBy?: readonly OtherFinding[];
  /** The events to show with the finding. @default - it is not about endpoints or shares */
  readonly sequence?: SequenceRequest;
}

/** A finding of another rule. */
export interface OtherFinding {
  readonly rule: string;
  readonly object: StateObject;
}

/** A problem to look for. A rule knows nothing about printing or exit codes, and never throws because of a finding. */
export interface Rule {
  /** The name in findings, options, annotations and the documentation. */
  readonly id: string;
  readonly severity: Severity;
  /** The problem in a few words. */
  readonly title: string;
  /** The reason why the problem is bad. */
  readonly why: string;
  check(context: CheckContext): RuleFinding[];
}
