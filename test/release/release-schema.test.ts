import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Color } from '../../src/plan/color';
import type { Release } from '../../src/release/release';
import { RELEASE_SCHEMA } from '../../src/release/release-schema';
import { ReleaseStrategy } from '../../src/release/release-strategy';
import { releaseProblems } from '../../src/release/resolve-release';
import { CapacityPolicy } from '../../src/split/capacity-policy';

const file = resolve(__dirname, '../../schema/release.schema.json');
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(RELEASE_SCHEMA);

const CANARY: Release = {
  strategy: ReleaseStrategy.CANARY,
  replicas: 10,
  steps: [10, 50],
  maxUnavailable: 1,
  maxSurge: '25%',
  tolerance: 5,
  capacityPolicy: CapacityPolicy.REPLACE,
  current: { version: 'v1', image: 'shop:1' },
  next: { version: 'v2', image: 'shop:2' },
  stage: 2,
  held: 'errors',
};
const BLUE_GREEN: Release = {
  strategy: ReleaseStrategy.BLUE_GREEN,
  replicas: 3,
  previewReplicas: 1,
  current: { image: 'shop:1', color: Color.BLUE },
  next: { image: 'shop:2' },
  stage: 2,
};

/** The paths of fields in a release, including unknown ones. */
const path = fc.constantFrom<string[]>(
  ...[...Object.keys(CANARY), 'previewReplicas', 'extra'].map((field) => [field]),
  ...['current', 'next'].flatMap((part) => ['version', 'image', 'color', 'extra'].map((field) => [part, field])),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    false,
    0,
    1,
    2,
    2.5,
    -1,
    101,
    '',
    'v3',
    'blue',
    '25%',
    '1.5%',
    '100%',
    '120%',
    'canary',
  ),
  fc.constantFrom<unknown>(
    'blue-green',
    'replace',
    'keep-stable',
    [],
    [50],
    [0],
    [101],
    ['50'],
    {},
    { image: 'shop:3' },
  ),
  fc.constantFrom<unknown>('-', 'a b', 'x'.repeat(64), 'x'.repeat(201), 2_147_483_648),
);

function changed(release: Release, edits: [string[], unknown][]): Release {
  const copy = structuredClone(release) as unknown as Record<string, unknown>;
  for (const [[head = '', field], part] of edits) {
    if (field === undefined) copy[head] = part;
    else copy[head] = { ...(copy[head] as object), [field]: part };
  }
  // As in a file: undefined values are left out.
  return JSON.parse(JSON.stringify(copy)) as Release;
}

const release = fc
  .tuple(fc.constantFrom(CANARY, BLUE_GREEN), fc.array(fc.tuple(path, value), { maxLength: 3 }))
  .map(([base, edits]) => changed(base, edits));

describe('the JSON Schema of a release file', () => {
  it('is the one in the package', async () => {
    // To update the file: `npx vitest run test/release/release-schema.test.ts --update`.
    await expect(`${JSON.stringify(RELEASE_SCHEMA, null, 2)}\n`).toMatchFileSnapshot(file);
    expect(JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'))).toMatchObject({
      files: expect.arrayContaining(['schema']) as string[],
    });
  });

  it('accepts every release that the reader accepts', () => {
    fc.assert(
      fc.property(release, (one) => {
        if (releaseProblems(one).length === 0) expect([validate(one), validate.errors]).toEqual([true, null]);
      }),
    );
  });

  it('refuses every file that the reader refuses for its shape alone', () => {
    const shapes =
      /no field of that name|only where|expected (an object|canary or|the version that|blue or green|true, false)/;
    fc.assert(
      fc.property(release, (one) => {
        const problems = releaseProblems(one).map(({ expected }) => `expected ${expected}`);
        if (problems.some((problem) => shapes.test(problem))) expect(validate(one), problems.join()).toBe(false);
      }),
    );
  });

  it('knows that no more than 100% of the pods can be missing, but a surge can be larger', () => {
    for (const [field, percentage, valid] of [
      ['maxUnavailable', '100%', true],
      ['maxUnavailable', '120%', false],
      ['maxSurge', '120%', true],
    ] as const) {
      const one = { ...CANARY, [field]: percentage };
      expect([field, releaseProblems(one).length === 0, validate(one)]).toEqual([field, valid, valid]);
    }
  });

  it('describes each field', () => {
    const { properties } = RELEASE_SCHEMA as { properties: Record<string, { description?: string }> };
    for (const [field, { description }] of Object.entries(properties)) expect(description, field).toMatch(/^\w.*\.$/);
  });
});
