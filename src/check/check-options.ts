import type { IntOrPercent } from '../model/int-or-percent';
import { throwProblems } from '../validate/problems-error';
import { BOOLEAN, points } from '../validate/checks';
import { boundTo100Percent } from '../validate/pod-bounds';
import { optionsCheck, type Shape } from '../validate/shape';
import type { Severity } from './severity';
import { severitiesCheck } from './severities-check';

/** The limits for the way from one state to the next. */
export interface CheckOptions {
  /**
   * How many ready endpoints of a Service may be missing during the change: a number of pods, or a percentage up to
   * 100% of its endpoints before or after, whichever is lower, rounded down as in Kubernetes.
   *
   * @default - 25%, or more if the strategy of a Deployment that is updated in place allows more
   */
  readonly maxUnavailable?: number | string;

  /**
   * How much the share of a canary may grow in one change, from 0 to 100 percentage points.
   *
   * @default 50
   */
  readonly maxShareStep?: number;

  /**
   * How far the share of a canary may exceed both its old and its new value during the change, from 0 to 100 percentage
   * points.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether Argo CD applies the manifests in the order of their sync waves. Set it to false if another tool applies
   * them.
   *
   * @default true
   */
  readonly syncWaves?: boolean;

  /**
   * The severity of a rule by its id; `Severity.OFF` switches it off.
   *
   * @default - the severity of each rule
   */
  readonly severities?: { readonly [rule: string]: Severity };

  /**
   * Whether anything in the new state that can't be read is an error, instead of being left out and named in the
   * result.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/** The options with their defaults filled in. */
export interface ResolvedCheckOptions {
  readonly maxUnavailable?: IntOrPercent;
  readonly maxShareStep: number;
  readonly tolerance: number;
  readonly syncWaves: boolean;
  readonly severities: { readonly [rule: string]: Severity };
}

const DEFAULTS: ResolvedCheckOptions = { maxShareStep: 50, tolerance: 5, syncWaves: true, severities: {} };

const POINTS = points('write a number such as 10');

/**
 * Returns the checks of the options.
 *
 * @param ruleIds the ids of all rules
 */
export function checkOptionShape(ruleIds: readonly string[]): Shape<CheckOptions> {
  return {
    maxUnavailable: boundTo100Percent(),
    maxShareStep: POINTS,
    tolerance: POINTS,
    syncWaves: BOOLEAN,
    severities: severitiesCheck(ruleIds),
    strict: BOOLEAN,
  };
}

/**
 * Fills in the defaults.
 *
 * @param ruleIds the ids of all rules
 * @throws one error with all problems of the options
 */
export function resolveCheckOptions(options: CheckOptions, ruleIds: readonly string[]): ResolvedCheckOptions {
  const check = optionsCheck(checkOptionShape(ruleIds), [], '{ maxUnavailable: 1 }, or leave them out');
  throwProblems('checkRollout', check(options));
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...Object.fromEntries(stated) };
}
