import { type IntOrPercent, isIntOrPercent } from '../model/int-or-percent';
import type { Problem } from '../validate/problem';
import { throwProblems } from '../validate/problems-error';
import { Severity } from './severity';

/** The limits for the way from one state to the next. */
export interface CheckOptions {
  /**
   * How many ready endpoints of a Service may be missing during the change: a number of pods, or a percentage of its
   * endpoints before or after, whichever is lower, rounded down as in Kubernetes.
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

const OPTIONS = ['maxUnavailable', 'maxShareStep', 'tolerance', 'syncWaves', 'severities'];

/**
 * Fills in the defaults.
 *
 * @param ruleIds the ids of all rules
 * @throws one error with all problems of the options
 */
export function resolveCheckOptions(options: CheckOptions, ruleIds: string[]): ResolvedCheckOptions {
  throwProblems('checkRollout', checkOptionProblems(options, ruleIds));
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...Object.fromEntries(stated) };
}

function checkOptionProblems(options: CheckOptions, ruleIds: string[]): Problem[] {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) {
    return [{ prop: 'options', received: given, expected: 'an object', fix: 'give options, or leave them out' }];
  }
  const { maxUnavailable, maxShareStep, tolerance, syncWaves, severities } = options;
  const unknown = Object.keys(options).filter((option) => !OPTIONS.includes(option));
  return [
    ...unknown.map((prop) => ({
      prop,
      received: (given as Record<string, unknown>)[prop],
      expected: `one of ${OPTIONS.join(', ')}`,
      fix: 'correct or remove it',
    })),
    ...(maxUnavailable === undefined || isIntOrPercent(maxUnavailable)
      ? []
      : [
          {
            prop: 'maxUnavailable',
            received: maxUnavailable,
            expected: 'a whole number, 0 or more, or a percentage',
            fix: 'write 1 or 25%',
          },
        ]),
    ...pointsProblems('maxShareStep', maxShareStep),
    ...pointsProblems('tolerance', tolerance),
    ...(syncWaves === undefined || typeof syncWaves === 'boolean'
      ? []
      : [{ prop: 'syncWaves', received: syncWaves, expected: 'true or false', fix: 'write true or false' }]),
    ...severityProblems(severities, ruleIds),
  ];
}

function pointsProblems(prop: string, points: unknown): Problem[] {
  if (points === undefined || (typeof points === 'number' && points >= 0 && points <= 100)) return [];
  return [{ prop, received: points, expected: 'a number of points from 0 to 100', fix: 'write a number such as 10' }];
}

function severityProblems(severities: unknown, ruleIds: string[]): Problem[] {
  if (severities === undefined) return [];
  if (typeof severities !== 'object' || severities === null) {
    const fix = 'give { "share-jump": Severity.ERROR }, or leave it out';
    return [{ prop: 'severities', received: severities, expected: 'severities by rule id', fix }];
  }
  const levels: string[] = Object.values(Severity);
  return Object.entries(severities).flatMap(([id, severity]: [string, unknown]) => [
    ...(ruleIds.includes(id)
      ? []
      : [{ prop: `severities.${id}`, received: severity, expected: 'the id of a rule', fix: 'see docs/rules.md' }]),
    ...(levels.includes(severity as string)
      ? []
      : [{ prop: `severities.${id}`, received: severity, expected: levels.join(', '), fix: 'use one of them' }]),
  ]);
}
