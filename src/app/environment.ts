import type { Problem } from '../validate/problem';

/** The names of environments. The names in one list are synonyms. */
const ENVIRONMENTS = [
  ['dev', 'develop', 'development'],
  ['test', 'testing', 'qa', 'uat'],
  ['stage', 'staging', 'preprod'],
  ['prod', 'production'],
];

/** The parts of a version that can have the name of an environment. */
export interface NamedVersion {
  readonly image: string;
  readonly version?: string;
}

/**
 * Reports a version with the name of an environment other than its own: a name or a tag such as `staging` in the
 * namespace `prod`. Such a tag moves, and the image is probably meant for the other environment. An image with a digest
 * is accepted.
 *
 * @param place the namespace, or the chart
 */
export function otherEnvironmentProblems(prop: string, place: string, { image, version }: NamedVersion): Problem[] {
  const own = environmentOf(place);
  if (own === undefined) return [];
  const isOther = (name: string | undefined): boolean => {
    const other = name === undefined ? undefined : listOf(name);
    return other !== undefined && other !== own;
  };
  const problems: Problem[] = [];
  if (isOther(version)) {
    const expected = `a version, not the name of an environment other than ${place}`;
    problems.push({
      prop: `${prop}.version`,
      received: version,
      expected,
      fix: 'use the name of the version, such as 2.0.1',
    });
  }
  if (isOther(/:([^:/@]+)$/.exec(image)?.[1])) {
    const expected = `an image whose tag is not the name of an environment other than ${place}`;
    const fix = 'use the tag of the version, such as 2.0.1, or add the digest if you do mean this image';
    problems.push({ prop: `${prop}.image`, received: image, expected, fix });
  }
  return problems;
}

/** Returns the names of the one environment that a place names, or `undefined` if it names none or several. */
function environmentOf(place: string): readonly string[] | undefined {
  const named = new Set(place.split(/[^A-Za-z0-9]+/).map(listOf));
  named.delete(undefined);
  return named.size === 1 ? [...named][0] : undefined;
}

function listOf(name: string): readonly string[] | undefined {
  return ENVIRONMENTS.find((names) => names.includes(name.toLowerCase()));
}
