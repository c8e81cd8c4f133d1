import type { Counterexample } from './counterexample';
import { byNaturalOrder } from '../text/by-natural-order';
import { type Severity, severityRank } from './severity';

/** One problem that the change would cause, or that already exists. */
export interface Finding {
  /** The id of the rule, as in docs/rules.md: `no-ready-endpoints`. */
  readonly rule: string;
  readonly severity: Severity;
  /** The object that it is about: `Service shop/web`, without the namespace if the manifest states none. */
  readonly resource: string;
  /** The effect, in numbers. */
  readonly message: string;
  /** The remedy, such as a stage to insert, with its counts. */
  readonly fix: string;
  /** The general reason for the rule. */
  readonly explanation: string;
  /** The address of the page that explains the rule: `https://…/docs/rules/no-ready-endpoints.md`. */
  readonly docs: string;
  /** The file that holds the object. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line of the field that it is about, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
  /**
   * The shortest sequence of events that leads to the finding.
   *
   * @default - the finding is not about the endpoints or shares of a Service
   */
  readonly counterexample?: Counterexample;
}

/** Compares findings in the order of a report: by severity, then by resource (`shop-2` before `shop-10`). */
export function byWorst(a: Finding, b: Finding): number {
  return severityRank(b.severity) - severityRank(a.severity) || byNaturalOrder(a.resource, b.resource);
}
