import type { FieldPath } from '../manifests/manifest';
import type { ManifestState, StateObject } from '../manifests/state';
import type { ResolvedCheckOptions } from './check-options';
import type { Rollout } from './transition/transition';
import type { Severity } from './severity';

/** What a rule sees: both states, what happens between them, and what is allowed. */
export interface CheckContext {
  readonly before: ManifestState;
  readonly after: ManifestState;
  readonly rollout: Rollout;
  readonly options: ResolvedCheckOptions;
  /** The ids of all rules. */
  readonly ruleIds: string[];
}

/** What a rule has to say of one object. */
export interface RuleFinding {
  /** The object to change, as it is in the new state. */
  readonly object: StateObject;
  readonly message: string;
  readonly fix: string;
  /** The field to look at. @default - the object as a whole */
  readonly field?: FieldPath;
  /** @default - the severity of the rule */
  readonly severity?: Severity;
}

/** One thing to look for. It knows nothing of printing or exit codes, and never throws on what it finds. */
export interface Rule {
  /** The name in findings, options, annotations and the documentation. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly title: string;
  /** Why that is bad. */
  readonly why: string;
  check(context: CheckContext): RuleFinding[];
}
