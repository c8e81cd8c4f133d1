import { Duration } from 'cdk8s';
import type { Problem } from './problem';
import { isObject } from './value-problems';
import type { VersionOptions } from './version-options';

/** A kind of value, for options whose content cdk8s-plus looks at. */
interface Kind {
  readonly allowed: string;
  readonly fix: string;
  readonly holds: (value: unknown) => boolean;
}

const BOOLEAN: Kind = {
  allowed: 'true or false',
  fix: 'give a boolean, or leave it out',
  holds: (value) => typeof value === 'boolean',
};
const DURATION: Kind = {
  allowed: 'a cdk8s Duration of whole seconds',
  fix: 'give one, for example Duration.seconds(30)',
  holds: isWholeSeconds,
};
const LIST: Kind = {
  allowed: 'a list of objects',
  fix: 'give a list, or leave it out',
  holds: (value) => Array.isArray(value) && value.every(isObject),
};
const OBJECT: Kind = {
  allowed: 'an object as cdk8s-plus takes it',
  fix: 'give one, or leave it out',
  holds: isObject,
};

const KINDS: { readonly [option in keyof VersionOptions]?: Kind } = {
  automountServiceAccountToken: BOOLEAN,
  dns: OBJECT,
  dockerRegistryAuth: OBJECT,
  hostAliases: LIST,
  hostNetwork: BOOLEAN,
  initContainers: LIST,
  minReady: DURATION,
  progressDeadline: DURATION,
  securityContext: OBJECT,
  serviceAccount: OBJECT,
  sidecars: LIST,
  strategy: OBJECT,
  terminationGracePeriod: DURATION,
  volumes: LIST,
};

const KIND_ENTRIES = Object.entries(KINDS) as [keyof VersionOptions, Kind][];

/** Options whose value is of another kind than their type says: callers may write plain JavaScript. */
export function optionKindProblems(prefix: string, options: VersionOptions): Problem[] {
  return KIND_ENTRIES.filter(([option]) => options[option] !== undefined).flatMap(([option, kind]) =>
    kindProblem(`${prefix}${option}`, options[option], kind),
  );
}

/** Whether a value is true, false or left out. */
export function booleanProblem(prop: string, value: unknown): Problem[] {
  return kindProblem(prop, value, BOOLEAN);
}

/** Whether a value is a Duration or left out. */
export function durationProblem(prop: string, value: unknown): Problem[] {
  return kindProblem(prop, value, DURATION);
}

/** Whether a value is a list of objects or left out. */
export function listProblem(prop: string, value: unknown): Problem[] {
  return kindProblem(prop, value, LIST);
}

function kindProblem(prop: string, received: unknown, { allowed, fix, holds }: Kind): Problem[] {
  return received === undefined || holds(received) ? [] : [{ prop, received, allowed, fix }];
}

function isWholeSeconds(value: unknown): boolean {
  // Not instanceof: another copy of cdk8s in the user's tree makes Durations that are as good.
  if (!isObject(value) || typeof value.toSeconds !== 'function') return false;
  return Number.isInteger((value as unknown as Duration).toSeconds({ integral: false }));
}
