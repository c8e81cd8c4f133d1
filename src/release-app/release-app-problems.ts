import { APP_BASE_OPTIONS } from '../app/app-problems';
import { IN_CONTAINER } from '../app/container-shape';
import { OWN_VERSION_OPTIONS } from '../app/version-problems';
import type { Problem } from '../validate/problem';
import { unreadablePropsProblems } from '../validate/plain-data';
import { fieldsOf, firstOf, isObject, isWholeNumber, type Shape, UNCHECKED } from '../validate/shape';
import { unknownFieldProblems } from '../validate/unknown-fields';
import type { Release } from '../release/release';
import type { CountedRelease } from '../release/resolve-release';
import type { ReleaseAppProps } from './release-app-props';

/** The options of the app that the release states. */
const RELEASE_FIELDS: Record<Exclude<keyof Release, 'stage' | 'current' | 'next' | 'held'>, true> = {
  strategy: true,
  replicas: true,
  steps: true,
  maxUnavailable: true,
  maxSurge: true,
  tolerance: true,
  capacityPolicy: true,
  previewReplicas: true,
  overlap: true,
};

const NAMES_OF_VERSION = Object.keys(OWN_VERSION_OPTIONS);

/** The checks of the props. Props other than the release and the versions are checked with the inner app. */
const PROPS: Shape<ReleaseAppProps> = {
  ...APP_BASE_OPTIONS,
  release: UNCHECKED,
  releaseFile: UNCHECKED,
  stage: UNCHECKED,
  versions: UNCHECKED,
  trackServices: UNCHECKED,
  stableServiceName: UNCHECKED,
  canaryServiceName: UNCHECKED,
  serviceSelector: UNCHECKED,
  previewService: UNCHECKED,
  previewServiceName: UNCHECKED,
};

const NAMES = Object.keys(PROPS);

const REMEDY = firstOf(fieldsOf(RELEASE_FIELDS, 'move it into the release'), IN_CONTAINER);

/** Returns the problems of the props of a `ReleaseApp` before its release is known. */
export function releaseAppProblems(given: unknown): Problem[] {
  const unreadable = unreadablePropsProblems(given);
  if (unreadable.length > 0) return unreadable;
  const props = given as Record<string, unknown>;
  return [
    ...unknownFieldProblems('', props, NAMES, 'option', REMEDY),
    ...sourceProblems(props),
    ...versionsProblems(props.versions),
  ];
}

/** Returns the problem of a stage that the release doesn't have. */
export function stageProblems(stage: unknown, { next, stages }: CountedRelease): Problem[] {
  if (stage === undefined) return [];
  if (next === undefined) {
    const fix = 'remove it, or pass a release with a next version';
    return [{ prop: 'stage', received: stage, expected: 'no value while no release is under way', fix }];
  }
  const last = stages.length;
  if (isWholeNumber(stage, 1, last + 1)) return [];
  const expected = `a stage of the plan, 1 to ${last}, or ${last + 1} for the clean-up`;
  return [{ prop: 'stage', received: stage, expected, fix: 'leave it out for the current stage' }];
}

function sourceProblems({ release, releaseFile }: Record<string, unknown>): Problem[] {
  if (release !== undefined && releaseFile !== undefined) {
    const fix = 'remove one of them';
    return [{ prop: 'release', received: release, expected: 'no value together with releaseFile', fix }];
  }
  if (release !== undefined || (typeof releaseFile === 'string' && releaseFile !== '')) return [];
  const expected = 'the path of a release file';
  return [{ prop: 'releaseFile', received: releaseFile, expected, fix: 'set releaseFile: "releases/shop.yaml"' }];
}

function versionsProblems(versions: unknown): Problem[] {
  if (versions === undefined) return [];
  if (!isObject(versions)) {
    const fix = 'set versions: { v2: { … } }';
    return [{ prop: 'versions', received: versions, expected: 'an object with the options of each version', fix }];
  }
  return Object.entries(versions).flatMap(([version, options]) => {
    const prop = versionProp(version);
    if (!isObject(options)) {
      return [{ prop, received: options, expected: 'an object with the options of the version', fix: 'pass { }' }];
    }
    return unknownFieldProblems(`${prop}.`, options, NAMES_OF_VERSION, 'option', firstOf(placeOf, IN_CONTAINER));
  });
}

/** Returns the right place of an option that is given to a version. */
function placeOf(name: string): string | undefined {
  if (name === 'image') return 'set it on the version in the release';
  return Object.hasOwn(PROPS, name) ? 'set it on the app, next to versions' : undefined;
}

/** Returns the name of a version's options in messages: `versions["v2"]`. */
export function versionProp(version: string): string {
  return `versions[${JSON.stringify(version)}]`;
}
