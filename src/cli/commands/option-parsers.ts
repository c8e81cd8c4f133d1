import { InvalidArgumentError } from 'commander';
import { FAIL_ON_WORDS, type FailOn, toFailOn } from '../fail-on';
import { type IntOrPercent, isIntOrPercent, isUpTo100Percent } from '../../model/int-or-percent';
import { isPattern, PATTERN_WORDS } from '../input/pattern';
import { parseDuration } from '../release/duration';

/** A decimal number in the usual form. `Number` alone turns an empty string into 0, and accepts hexadecimal numbers. */
const DECIMAL = /^\d+(?:\.\d+)?$/;

/** Parses a whole number of pods, 0 or more. */
export function parseCount(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number, 0 or more, such as 10');
}

/** Parses a percentage, or a number of percentage points. */
export function parsePercent(text: string): number {
  const number = DECIMAL.test(text) ? Number(text) : NaN;
  if (number <= 100) return number;
  throw new InvalidArgumentError('expected a number from 0 to 100, such as 10, without a percent sign');
}

/** Parses how many pods may be missing: a number of pods, or a percentage of them up to 100%. */
export function parseMaxUnavailable(text: string): IntOrPercent {
  const value = numberOrText(text);
  if (isUpTo100Percent(value)) return value;
  throw new InvalidArgumentError(
    'expected a whole number, 0 or more, such as 1, or a percentage up to 100%, such as 25%',
  );
}

/** Parses how many pods may be added: a number of pods, or a percentage of them. */
export function parseMaxSurge(text: string): IntOrPercent {
  const value = numberOrText(text);
  if (isIntOrPercent(value)) return value;
  throw new InvalidArgumentError('expected a whole number, 0 or more, such as 1, or a percentage such as 25%');
}

function numberOrText(text: string): number | string {
  return /^\d{1,10}$/.test(text) ? Number(text) : text;
}

/** Collects `rule=level` options, which may be repeated. */
export function collectAssignments(text: string, previous: string[] | undefined): string[] {
  if (/^[^=\s]+=[^=\s]+$/.test(text)) return [...(previous ?? []), text];
  throw new InvalidArgumentError('expected a rule, an equals sign and a level, such as share-jump=error');
}

/** Collects patterns of paths, which may be repeated. */
export function collectPatterns(text: string, previous: string[] | undefined): string[] {
  if (isPattern(text)) return [...(previous ?? []), text];
  throw new InvalidArgumentError(PATTERN_WORDS);
}

/** Parses rising percentages, separated by commas. */
export function parseSteps(text: string): number[] {
  const steps = text.split(',').map((step) => (DECIMAL.test(step.trim()) ? Number(step) : NaN));
  const rising = steps.every((step, index) => step > (steps[index - 1] ?? 0) && step <= 100);
  if (rising) return steps;
  throw new InvalidArgumentError('expected rising percentages above 0 and up to 100, such as 10,30,50,100');
}

/** Parses the conditions that fail a check: a severity, `not-judged`, or both, separated by a comma. */
export function parseFailOn(text: string): FailOn {
  const failOn = toFailOn(text);
  if (failOn === undefined) throw new InvalidArgumentError(`expected ${FAIL_ON_WORDS}`);
  return failOn;
}

/** Parses a duration, and returns it in seconds. */
export function parseSoak(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError('expected a duration such as 30m, 12h, 1d or 1h30m');
}
