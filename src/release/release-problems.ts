import { Color } from '../plan/color';
import { closestNames } from '../validate/closest-name';
import { imageProblem } from '../validate/image';
import { versionProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import { unquote } from '../validate/number-as-text';
import { found, isObject, isWholeNumber, kind } from '../validate/shape';
import { unknownFieldProblems } from '../validate/unknown-fields';
import type { Release } from './release';
import { ReleaseStrategy } from './release-strategy';
import type { ReleaseVersion } from './release-version';
import { resolveCurrent, resolveNext } from './resolved-version';
import { versionOfImage } from './version-of-image';

/** The strategy that each field belongs to, or `undefined` for fields of both. */
const FIELDS: Record<keyof Release, ReleaseStrategy | undefined> = {
  strategy: undefined,
  replicas: undefined,
  steps: ReleaseStrategy.CANARY,
  maxUnavailable: ReleaseStrategy.CANARY,
  maxSurge: ReleaseStrategy.CANARY,
  tolerance: ReleaseStrategy.CANARY,
  capacityPolicy: ReleaseStrategy.CANARY,
  previewReplicas: ReleaseStrategy.BLUE_GREEN,
  overlap: ReleaseStrategy.BLUE_GREEN,
  current: undefined,
  next: undefined,
  stage: undefined,
  held: undefined,
};

const VERSION_FIELDS: Record<keyof ReleaseVersion, true> = { version: true, image: true, color: true };

const COLOR = kind('blue or green', 'write color: blue or color: green', (value) =>
  Object.values<unknown>(Color).includes(value),
);

/** The longest reason for a hold, because it has to fit into one line of a status page. */
export const MAX_REASON_LENGTH = 200;

/** Returns the problems of the fields of a release, as far as they don't depend on its plan. */
export function releaseFieldProblems(release: unknown): Problem[] {
  if (!isObject(release)) {
    const fix = 'write at least strategy, replicas and current';
    return [{ prop: 'release', received: release, expected: 'an object', fix }];
  }
  const given = Object.keys(release);
  if (given.length > 0 && given.every(isForeign)) {
    const expected = 'the fields of a release, such as strategy, replicas and current';
    return [{ prop: 'release', received: given, expected, fix: 'pass a release file' }];
  }
  const problems = [
    ...unknownFieldProblems('', release, Object.keys(FIELDS), 'field'),
    ...strategyProblems(release),
    ...currentProblems(release),
    ...nextProblems(release),
    ...progressProblems(release),
  ];
  return problems.length > 0 ? problems : sameVersionProblems(release as unknown as Release);
}

/** Reports whether a field is neither that of a release nor a misspelled one, as in a manifest or a `package.json`. */
function isForeign(field: string): boolean {
  return !Object.hasOwn(FIELDS, field) && closestNames(field, Object.keys(FIELDS)).length === 0;
}

/** Returns the problems of an invalid strategy, and of fields that only the other strategy has. */
function strategyProblems(release: Record<string, unknown>): Problem[] {
  const { strategy } = release;
  const strategies = Object.values(ReleaseStrategy);
  if (!strategies.includes(strategy as ReleaseStrategy)) {
    const fix = 'write strategy: canary or strategy: blue-green';
    return [{ prop: 'strategy', received: strategy, expected: strategies.join(' or '), fix }];
  }
  return Object.entries(FIELDS)
    .filter(([field, only]) => only !== undefined && only !== strategy && release[field] !== undefined)
    .map(([field, only]) => ({
      prop: field,
      received: release[field],
      expected: `no value with strategy: ${String(strategy)}`,
      fix: `remove it, or set strategy: ${only}`,
    }));
}

function currentProblems({ current, strategy }: Record<string, unknown>): Problem[] {
  const problems = versionProblems('current', current, 'the version that runs');
  if (!isObject(current)) return problems;
  const { color } = current;
  if (color !== undefined) return [...problems, ...COLOR('current.color', color)];
  if (strategy !== ReleaseStrategy.BLUE_GREEN) return problems;
  const expected = 'blue or green, the color of the Deployment that the version runs in';
  return [...problems, { prop: 'current.color', received: color, expected, fix: 'add color: blue for a new app' }];
}

function nextProblems({ next }: Record<string, unknown>): Problem[] {
  if (next === undefined) return [];
  const problems = versionProblems('next', next, 'the version that comes next');
  if (!isObject(next) || next.color === undefined) return problems;
  const expected = 'no value, because the next version always gets the other color';
  return [...problems, { prop: 'next.color', received: next.color, expected, fix: 'remove it' }];
}

function versionProblems(prop: string, value: unknown, what: string): Problem[] {
  if (!isObject(value)) {
    const fix = `write ${prop}: { image: ${typeof value === 'string' ? value : 'registry.example.com/shop:2.0.0'} }`;
    return [{ prop, received: value, expected: `${what}, with its image`, fix }];
  }
  const { version, image } = value;
  const problems = unknownFieldProblems(`${prop}.`, value, Object.keys(VERSION_FIELDS), 'field');
  const wrongImage = imageProblem(`${prop}.image`, image);
  problems.push(...found(wrongImage));
  if (version !== undefined) problems.push(...found(versionProblem(`${prop}.version`, version)));
  else if (wrongImage === undefined && versionOfImage(image as string) === undefined) {
    const expected = 'a name for the version, because the image has no tag that can name it';
    problems.push({
      prop: `${prop}.version`,
      received: version,
      expected,
      fix: 'add a short version such as v2 or 2.0.1',
    });
  }
  return problems;
}

/** Returns the problems of `stage` and `held`, which have no meaning if no release is under way. */
function progressProblems({ next, stage, held }: Record<string, unknown>): Problem[] {
  if (next === undefined) {
    return Object.entries({ stage, held })
      .filter(([, received]) => received !== undefined && received !== false)
      .map(([prop, received]) => ({
        prop,
        received,
        expected: 'no value while no release is under way',
        fix: 'remove it, or add next: { image }',
      }));
  }
  const problems: Problem[] = [];
  const isStage = (value: unknown): boolean => isWholeNumber(value, 1, Number.MAX_SAFE_INTEGER);
  if (stage !== undefined && !isStage(stage)) {
    const fix = unquote(stage, isStage) ?? 'write the number of the current stage';
    problems.push({ prop: 'stage', received: stage, expected: 'the number of a stage of the plan, 1 or more', fix });
  }
  if (held !== undefined && typeof held !== 'boolean' && !isReason(held)) {
    const expected = `true, false or a reason in one line of at most ${MAX_REASON_LENGTH} characters`;
    problems.push({ prop: 'held', received: held, expected, fix: 'write true, or a short reason in quotes' });
  }
  return problems;
}

/** Reports whether a value can be the reason for a hold. */
export function isReason(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_REASON_LENGTH && !/\p{Cc}/u.test(value);
}

/** Returns the problem of two versions with the same name, which would be one Deployment. */
function sameVersionProblems({ current, next }: Release): Problem[] {
  if (next === undefined) return [];
  const { version } = resolveNext(next, current);
  if (version !== resolveCurrent(current).version) return [];
  const expected = 'a version other than the current one';
  const fix = 'give next.version another name: a running version keeps its name';
  return [
    {
      prop: next.version === undefined ? 'next.image' : 'next.version',
      received: next.version ?? next.image,
      expected,
      fix,
    },
  ];
}
