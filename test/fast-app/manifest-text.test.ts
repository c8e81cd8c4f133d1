import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { ManifestText, type Stringify } from '../../src/fast-app/manifest-text';
import { anyText } from '../support/any-text';

const theirs: Stringify = (...manifests) => Yaml.stringify(...manifests);
const ours: Stringify = (...manifests) => new ManifestText(theirs).of(manifests);

/** Returns the result of a call: a string, or an error. */
function outcome(stringify: Stringify, manifests: unknown[]): string {
  try {
    return stringify(...manifests);
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

function expectSameBytes(manifests: unknown[]): void {
  expect(outcome(ours, manifests)).toBe(outcome(theirs, manifests));
}

/** Strings that YAML may read as something else, and characters with a meaning in YAML. */
const AWKWARD = [
  ...['', ' ', 'a ', ' a', 'yes', 'No', 'on', 'y', 'true', 'False', 'null', '~', 'Null', '.nan', '-.inf', '<<', '='],
  ...['0', '-0', '010', '0o7', '0x1f', '1_000', '1e3', '.5', '+1', '190:20:30', '2001-12-14', '12:30:45', '1.', '0b11'],
  ...['a: b', 'a:', ':a', 'a #b', '#a', '- a', '-', '--', '---', '--- a', '...', '%a', '?', '? a', '!a', '&a', '*a'],
  ...['|', '>', '@a', '`a', '{a', '}', '[a', ']', ',', 'a,b', "'a'", '"a"', 'a"b', "it's", '\\', 'a\\nb', '$(A)'],
  ...[
    'a\nb',
    'a\n',
    '\n',
    'a\r\nb',
    '\ta',
    'a\tb',
    '\u0000',
    '\u001b[2J',
    '\u0085',
    '\u2028',
    '\ufeff',
    'a\u00a0',
    '\u3000',
    '\ud800',
    'é',
    '😀',
  ],
  ...['x'.repeat(90), 'word '.repeat(40), 'k'.repeat(1025), 'toString', '__proto__', 'constructor', '10', '2'],
];
const text = fc.oneof(fc.constantFrom(...AWKWARD), fc.string(), anyText());
const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, 0, -0, 1e21, 1e-7));
const manifests = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom('a', 'b.c/d-e')), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('the text is that of cdk8s, byte for byte', () => {
  it('for all that JSON can hold', () => {
    fc.assert(
      fc.property(fc.array(manifests.value, { minLength: 1, maxLength: 3 }), (values) => expectSameBytes(values)),
    );
  });

  it('for maps with keys and scalars that are awkward in YAML, at any depth', () => {
    for (const awkward of AWKWARD) {
      const map = { [awkward]: awkward, list: [awkward, [awkward], { [awkward]: [awkward] }] };
      expectSameBytes([{ last: awkward }]);
      expectSameBytes([map, { map: { map, other: awkward } }, [map]]);
    }
  });

  it('for names with hyphens', () => {
    const words = fc.constantFrom('a', 'y', 'no', 'on', 'null', 'true', 'e', 'inf', 'nan', 'o7', 'x1f', '1', '1e3', '');
    const names = fc.array(words, { minLength: 2, maxLength: 40 }).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 5 }), (values) => {
        expectSameBytes([{ values, list: [values], map: { name: values[0] } }]);
      }),
    );
  });

  it('for all short names with hyphens', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
    const some = Array.from('0189aefinoxy-');
    const ends = [
      '',
      ...some,
      ...some.flatMap((first) => some.map((second) => `${first}${second}`)),
      '100',
      '-10',
      '1-0',
    ];
    const names = [...letters, 'ee', 'e1', '1e', 'x1e'].flatMap((start) => ends.map((end) => `${start}-${end}`));
    expectSameBytes([{ names }]);
  });

  it('for anything else', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true, withSparseArray: true }),
        ),
        (values) => expectSameBytes([...values, { values }]),
      ),
    );
  });

  it('for objects that are not what they seem', () => {
    const shared = { a: 1 };
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    class Quantity {
      public readonly value = '1Gi';
    }
    for (const value of [
      { first: shared, second: shared },
      { first: [shared], second: { deep: shared } },
      circular,
      { quantity: new Quantity() },
      { toJSON: () => 'text' },
      { json: { toJSON: () => ({ a: 'b' }) } },
      { nothing: undefined },
      { list: [undefined, 1] },
      { bare: Object.assign(Object.create(null) as object, { a: 1 }) },
      undefined,
      null,
      {},
      [],
      [{}],
      'text',
      'a\nb',
    ]) {
      expectSameBytes([value]);
      expectSameBytes([shared, value, shared]);
    }
  });

  it('for all of the YAML of this repository', () => {
    const files = execFileSync('git', ['ls-files', '*.yaml', '*.yml'], { encoding: 'utf8' }).trim().split('\n');
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      const parsed = parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' });
      expectSameBytes(parsed.map((document) => document.toJS() as unknown));
    }
  });
});

describe('the requests to cdk8s', () => {
  /** Returns the documents that cdk8s was asked for. */
  function asked(documents: unknown[]): unknown[] {
    const requests: unknown[] = [];
    const text = new ManifestText((...values) => {
      requests.push(...values);
      return theirs(...values);
    });
    requests.length = 0;
    text.of(documents);
    return requests;
  }

  it('contain each new key and scalar once', () => {
    const manifest = { apiVersion: 'v1', labels: { app: 'v1', on: 'on' }, ports: [80, { apiVersion: 80 }] };
    expect(asked([manifest, manifest])).toEqual([
      [{ apiVersion: 0 }, { labels: 0 }, { app: 0 }, { on: 0 }, { ports: 0 }, 'v1', 'on', 80],
    ]);
  });

  it('contain no names with hyphens', () => {
    expect(asked([{ app: 'app-1-v1' }, { app: 'app-2' }])).toEqual([[{ app: 0 }]]);
  });

  it('contain each manifest that is not plain, and no other', () => {
    const plain = { a: 'b' };
    const lines = { data: 'a\nb' };
    const requests = asked([plain, lines, plain]);
    expect(requests).toContain(lines);
    expect(requests).not.toContain(plain);
  });

  it('are for everything if cdk8s lays out manifests differently', () => {
    const otherwise: Stringify = (...values) => theirs(...values).replaceAll('  ', '    ');
    const text = new ManifestText(otherwise);
    const manifest = { a: { b: [{ c: 'd' }] } };
    expect(text.of([manifest])).toBe('a:\n    b:\n        - c: d\n');
    expect(text.of([manifest])).toBe(otherwise(manifest));
  });

  it('are for everything if cdk8s quotes names', () => {
    const quoted: Stringify = (...values) => theirs(...values).replaceAll(/\w+-\w+/g, '"$&"');
    const manifest = { name: 'app-2' };
    expect(new ManifestText(quoted).of([manifest])).toBe('name: "app-2"\n');
  });

  it('are for everything if cdk8s folds long texts over several lines', () => {
    const folded: Stringify = (...values) => values.map((value) => stringify(value, { lineWidth: 40 })).join('---\n');
    const manifest = { a: 'word '.repeat(20), b: 'c' };
    expect(new ManifestText(folded).of([manifest])).toBe(folded(manifest));
  });

  it('are repeated after more scalars than can be remembered', () => {
    const text = new ManifestText(theirs);
    for (let round = 0; round < 3; round++) {
      const many = Array.from({ length: 15_000 }, (_, index) => `name.${round}.${index}`);
      expect(text.of([{ many }, { many }])).toBe(theirs({ many }, { many }));
    }
  });
});
