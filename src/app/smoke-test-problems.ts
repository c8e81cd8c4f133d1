import { ENV_VARIABLES, RESOURCES } from './container-shape';
import { imageProblem } from '../validate/image';
import type { Problem } from '../validate/problem';
import { type SmokeTestOptions, MAX_TESTED_NAME } from './smoke-test';
import {
  found,
  isObject,
  isWholeNumber,
  unknownOptionProblems,
  isListOf,
  fieldProblems,
  durationProblem,
} from '../validate/shape';

const SMOKE_TEST_OPTIONS: Record<keyof SmokeTestOptions, true> = {
  args: true,
  backoffLimit: true,
  command: true,
  deadline: true,
  envVariables: true,
  image: true,
  resources: true,
  ttl: true,
};

/** The kinds of values that cdk8s-plus doesn't check. */
const KINDS = { envVariables: ENV_VARIABLES, resources: RESOURCES };

/** The environment variables that describe the target of the test. */
const TARGET_VARIABLES = ['TARGET_HOST', 'TARGET_PORT', 'TARGET_URL'];

/** Returns the problems of a smoke test itself. */
export function smokeTestProblems(prop: string, test: unknown): Problem[] {
  if (test === undefined) return [];
  if (!isObject(test)) {
    return [{ prop, received: test, expected: 'an object with an image', fix: 'give { image, command }' }];
  }
  return [
    ...unknownOptionProblems(`${prop}.`, test, SMOKE_TEST_OPTIONS),
    ...found(imageProblem(`${prop}.image`, test.image), backoffProblem(`${prop}.backoffLimit`, test.backoffLimit)),
    ...textsProblems(`${prop}.command`, test.command),
    ...textsProblems(`${prop}.args`, test.args),
    ...durationProblem(`${prop}.deadline`, test.deadline),
    ...durationProblem(`${prop}.ttl`, test.ttl),
    ...variableProblems(`${prop}.envVariables`, test.envVariables),
    ...fieldProblems(`${prop}.`, test, KINDS),
  ];
}

function backoffProblem(prop: string, limit: unknown): Problem | undefined {
  if (limit === undefined || isWholeNumber(limit, 0, 2_147_483_647)) return undefined;
  return { prop, received: limit, expected: 'a whole number, 0 or more', fix: 'state how often the test may fail' };
}

function textsProblems(prop: string, texts: unknown): Problem[] {
  if (texts === undefined) return [];
  if (isListOf(texts, (text) => typeof text === 'string') && (texts as string[]).length > 0) return [];
  const fix = "give such as ['curl', '--fail', '$(TARGET_URL)'], or leave it out";
  return [{ prop, received: texts, expected: 'a list of at least one text', fix }];
}

function variableProblems(prop: string, variables: unknown): Problem[] {
  if (!isObject(variables)) return [];
  return TARGET_VARIABLES.filter((name) => variables[name] !== undefined).map((name) => ({
    prop: `${prop}.${name}`,
    received: name,
    expected: 'other names than those that tell the test its target',
    fix: 'rename it',
  }));
}

/** Returns the problem of an app's name that makes the name of the Job too long. */
export function testedNameProblems(prop: string, name: unknown): Problem[] {
  if (typeof name !== 'string' || name.length <= MAX_TESTED_NAME) return [];
  const expected = `at most ${MAX_TESTED_NAME} characters where ${prop} has a smoke test, as the name of the Job is made from it`;
  return [{ prop: 'name', received: name, expected, fix: `give a shorter name, or remove ${prop}.smokeTest` }];
}
