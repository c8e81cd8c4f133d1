import { Color } from '../plan/color';
import { CapacityPolicy } from '../split/capacity-policy';
import { MAX_PODS } from '../validate/checks';
import type { Release } from './release';
import { MAX_REASON_LENGTH } from './release-problems';
import { ReleaseStrategy } from './release-strategy';
import type { ReleaseVersion } from './release-version';

/** A part of a JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

const pods = (description: string): Schema => ({ type: 'integer', minimum: 1, maximum: MAX_PODS, description });

const bound = (percentage: string, description: string): Schema => ({
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: percentage },
  ],
  default: '25%',
  description,
});

const color = (description: string): Schema => ({ enum: Object.values(Color), description });

const VERSION: Record<Exclude<keyof ReleaseVersion, 'color'>, Schema> = {
  version: {
    type: 'string',
    pattern: '^[A-Za-z0-9]([-A-Za-z0-9_.+]*[A-Za-z0-9])?$',
    maxLength: 63,
    description:
      'The name of the version. Defaults to the tag of the image. Put one that looks like a number in quotes.',
  },
  image: { type: 'string', minLength: 1, description: 'The image: [registry[:port]/]name[:tag][@digest].' },
};

const version = (description: string, properties: Schema): Schema => ({
  type: 'object',
  properties,
  required: ['image'],
  additionalProperties: false,
  description,
});

/** The schema of each field of a release. The type makes the compiler ask for each new one. */
const FIELDS: Record<keyof Release, Schema> = {
  strategy: {
    enum: Object.values(ReleaseStrategy),
    description:
      'canary: the next version gets a growing share of the traffic. blue-green: all of it at once, after a test.',
  },
  replicas: pods('How many pods serve before and after the release.'),
  steps: {
    type: 'array',
    items: { type: 'number', exclusiveMinimum: 0, maximum: 100 },
    minItems: 1,
    description:
      'Canary: the shares of the traffic that the next version gets step by step, in percent, in rising order.',
  },
  maxUnavailable: bound(
    '^0*(100|[0-9]{1,2})%$',
    'Canary: how many of the pods may be missing at any moment: a number, or a percentage of replicas up to 100%.',
  ),
  maxSurge: bound(
    '^[0-9]+%$',
    'Canary: how many extra pods may run in addition to replicas at any moment: a number, or a percentage of replicas.',
  ),
  tolerance: {
    type: 'number',
    minimum: 0,
    maximum: 100,
    default: 5,
    description: 'Canary: how far the share may be from a step, in points.',
  },
  capacityPolicy: {
    enum: Object.values(CapacityPolicy),
    default: CapacityPolicy.REPLACE,
    description: 'Canary: whether the pods of the next version replace those of the current one or are added to them.',
  },
  previewReplicas: pods('Blue/green: how many pods of the next version to test at first, at most replicas.'),
  overlap: {
    type: 'boolean',
    default: false,
    description:
      'Blue/green: whether both versions serve for a stage before the switch, for load balancers that target pods.',
  },
  current: version('The version that serves before the release, and at rest.', {
    ...VERSION,
    color: color('The color of the Deployment that the version runs in. Required if the strategy is blue-green.'),
  }),
  next: version('The version that will replace it. Leave it out while no release is under way.', { ...VERSION }),
  stage: {
    type: 'integer',
    minimum: 1,
    default: 1,
    description: 'The number of the current stage. In stage 1, the next version has no pods yet.',
  },
  held: {
    anyOf: [{ type: 'boolean' }, { type: 'string', minLength: 1, maxLength: MAX_REASON_LENGTH }],
    default: false,
    description: 'Whether the release waits for a person: true, or the reason.',
  },
};

const NONE_OF = (...fields: (keyof Release)[]): Schema => Object.fromEntries(fields.map((field) => [field, false]));

/**
 * The JSON Schema of a release file, with which editors complete it. It leaves out the checks that depend on the plan.
 */
export const RELEASE_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Release file of cdk8s-rollouts',
  type: 'object',
  properties: FIELDS,
  required: ['strategy', 'replicas', 'current'],
  additionalProperties: false,
  dependencies: { stage: ['next'] },
  if: { properties: { strategy: { const: ReleaseStrategy.CANARY } } },
  then: { properties: NONE_OF('previewReplicas', 'overlap'), required: ['steps'] },
  else: {
    properties: {
      ...NONE_OF('steps', 'maxUnavailable', 'maxSurge', 'tolerance', 'capacityPolicy'),
      current: { required: ['color'] },
    },
  },
};
