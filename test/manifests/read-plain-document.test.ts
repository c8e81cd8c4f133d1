import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { buildValue } from '../../src/manifests/yaml/build-value';
import { locateField } from '../../src/manifests/yaml/locate-field';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { locatePlainFields, readPlainDocument } from '../../src/manifests/yaml/read-plain-document';
import { splitDocuments } from '../../src/manifests/yaml/split-documents';
import { YAML_OPTIONS } from '../../src/manifests/yaml/yaml-options';
import { yamlToken } from '../support/yaml-token';

const examples = resolve(__dirname, '../../examples');
const documents = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.k8s.yaml'))
  .flatMap((file) => [...splitDocuments(readFileSync(join(examples, file), 'utf8'))].map(({ text }) => text));

/** Returns the value and the place of a document by the full parser, or `undefined` if it finds a mistake. */
function fully(text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...YAML_OPTIONS, lineCounter }) as Document.Parsed;
  if (document.errors.length > 0) return 'not YAML';
  const { value, duplicateKey, complexKey } = buildValue(document);
  const { line, col } = lineCounter.linePos(document.contents?.range[0] ?? 0);
  return { value, duplicateKey, complexKey, line, col };
}

function expectAlike(text: string): void {
  const plain = readPlainDocument(text);
  if (plain === undefined) return;
  expect(fully(text)).toEqual({ ...plain, col: 1 });
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...YAML_OPTIONS, lineCounter }) as Document.Parsed;
  const locate = locatePlainFields(text);
  const paths = [[], ...pathsOf(plain.value)].flatMap((path) => [path, [...path, 'missing'], [...path, 99]]);
  expect(paths.map(locate)).toEqual(paths.map((path) => locateField(document, lineCounter, path)));
}

/** Returns the paths of all fields of a value. */
function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, item]) => [[key], ...pathsOf(item).map((path) => [key, ...path])]);
}

describe('a plain document', () => {
  it('is most of the output of cdk8s', () => {
    const plain = documents.filter((text) => readPlainDocument(text) !== undefined);
    expect(plain.length / documents.length).toBeGreaterThan(0.85);
    for (const text of plain) expectAlike(text);
  });

  it('is read as the full parser reads it, whatever is put in, cut out or doubled', () => {
    const token = fc.oneof(
      yamlToken,
      fc.constantFrom(...Array.from('.+/$0123456789yn_')),
      fc.constantFrom('\n    ', '<<: ', '!!str ', '|\n', ':\n', 'null', 'yes'),
      fc.constantFrom(
        '0x1f',
        '010',
        '1:30',
        '1e3',
        '1h',
        '0m0s',
        '.5',
        '1.5',
        '0o7',
        'True',
        'ON',
        '~',
        '""',
        "''",
        '{}',
        '[]',
        '__proto__: a\n',
      ),
      fc.constantFrom(
        '  a: b\n',
        '- a: b\n',
        '  - a\n',
        '- - a\n',
        'a: b: c\n',
        'key:\n',
        'kind: List\n',
        'a: 1\n',
        'a: true\n',
      ),
    );
    const edit = fc.tuple(fc.nat(), fc.nat(12), fc.array(token, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        const changed = edits.reduce((sum, [at, length, tokens]) => {
          const place = at % (sum.length + 1);
          return sum.slice(0, place) + tokens.join('') + sum.slice(place + length);
        }, text);
        for (const segment of splitDocuments(changed)) expectAlike(segment.text);
      }),
    );
  });

  it('of any lines is read in the same way', () => {
    const indent = fc.constantFrom('', '  ', '    ', '      ', ' ', '   ');
    const dash = fc.constantFrom('', '', '', '- ', '- - ', '-');
    const key = fc.constantFrom('a:', 'b:', 'c/d:', 'on:', 'kind:', '"q":', '1:', '');
    const value = fc.constantFrom(
      '',
      ' x',
      ' 1',
      ' "x y"',
      ' 25%',
      ' 1.2.3',
      ' 1.2.3e5',
      ' --x=1/a',
      ' $(A)/b',
      ' ./x',
      ' 1.2',
      ' yes',
      ' null',
      ' a:b',
      ' a:',
      ' {}',
      ' []',
      ' x y',
      ' 010',
      ' #c',
    );
    const line = fc.tuple(indent, dash, key, value).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('', '\n', '\n\n'), (lines, end) => {
        expectAlike(lines.join('\n') + end);
      }),
    );
  });

  it.each<[string, string, unknown]>([
    ['lists two deeper than their key', 'a:\n  - b: 1\n    c: x\n  - d', { a: [{ b: 1, c: 'x' }, 'd'] }],
    [
      'lists as deep as their key',
      '---\na:\n- b: 1\n  c: "x: y"\n- d\ne: {}\n',
      { a: [{ b: 1, c: 'x: y' }, 'd'], e: {} },
    ],
    [
      'words, numbers and quantities',
      'a: web:1.2\nb: 25%\nc: 100m\nd: 0\ne: true',
      { a: 'web:1.2', b: '25%', c: '100m', d: 0, e: true },
    ],
  ])('has %s', (_, text, value) => {
    expect(readPlainDocument(text)?.value).toEqual(value);
    expectAlike(text);
  });

  it('keeps the places of objects and fields', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: b\n';
    const { manifests } = readManifests(text, 'a.yaml');
    // The comment makes the full parser read the same document.
    const { manifests: full } = readManifests(text.replaceAll('name: ', 'name:   '), 'a.yaml');
    const places = (all: typeof manifests): unknown[] =>
      all.map(({ source }) => [source?.line, source?.column, source?.locate(['metadata', 'name'])]);
    expect(places(manifests)).toEqual(places(full));
    expect(places(manifests)).toEqual([
      [1, 1, { line: 4, column: 3 }],
      [6, 1, { line: 9, column: 3 }],
    ]);
  });
});
