import { checkRollout } from 'cdk8s-rollouts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeManifestProblem } from '../../src/manifests/manifest-problem';
import { ProblemsError } from '../../src/validate/problems-error';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { toState } from '../../src/manifests/to-state';
import { autoscaler, budget, v1, v2, WEB } from '../check/manifests';
import { yamlToken } from '../support/yaml-token';
import { anyText } from '../support/any-text';

const objects = [
  v1(9),
  v2(1),
  WEB,
  autoscaler('web', 'web-v1', 1, 10),
  budget('web', { app: 'web' }, { minAvailable: 1 }),
];
const sound = objects.map((object) => stringify(object)).join('---\n');

/** File, line and column, then one printable line. */
const PROBLEM = /^web\.yaml:\d+:\d+: [^\p{Cc}\p{Cf}]+$/u;

/** Expects that reading does not throw, but returns a state or printable problems. */
function expectReadable(text: string): void {
  const { problems } = toState(readManifests(text, 'web.yaml'));
  for (const problem of problems) expect(describeManifestProblem(problem)).toMatch(PROBLEM);
}

/** The parts of YAML, and strings that readers may get wrong. */
const token = fc.oneof(
  yamlToken,
  fc.constantFrom('!!binary ', '!!set {a}', '!!omap [a: 1]'),
  fc.constantFrom(
    '%YAML 1.2\n---\n',
    '%TAG ! !x\n---\n',
    '|2-\n',
    '>+\n',
    '? ',
    '""',
    'null',
    '.nan',
    '-.inf',
    '0x',
    '1e999',
  ),
  fc.constantFrom(
    '\0',
    '\u001b[2J',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\u{1f600}',
    '\u202e',
    '__proto__: ',
    'x\r',
  ),
  anyText(5),
);

it('any text is read, or its problems are reported with their places', () => {
  fc.assert(fc.property(fc.array(token, { maxLength: 40 }), (tokens) => expectReadable(tokens.join(''))));
});

it('so are sound manifests after an insertion, a cut or a repetition', () => {
  const place = fc.nat(sound.length);
  fc.assert(
    fc.property(place, fc.nat(30), fc.array(token, { maxLength: 3 }), fc.boolean(), (at, length, tokens, doubles) => {
      const rest = sound.slice(doubles ? Math.max(at - length, 0) : at + length);
      expectReadable(sound.slice(0, at) + tokens.join('') + rest);
    }),
  );
});

/** Returns the paths of all fields of a value, at any depth. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, part]) => pathsOf(part).map((path) => [key, ...path]))];
}

function withValue(object: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  const parts = (Array.isArray(object) ? [...(object as unknown[])] : { ...(object as object) }) as Record<
    string,
    unknown
  >;
  parts[key] = withValue(parts[key], rest, value);
  return parts;
}

it('objects with any value in any place are checked, or their problems are reported', () => {
  const value = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.constantFrom('', -1, 1.5, NaN, '25%', '\u001b[2J', [null], new Array<unknown>(1)),
  );
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(objects)), value, fc.boolean(), (path, part, isBefore) => {
      const changed = withValue(objects, path, part) as object[];
      if (!Array.isArray(changed)) return;
      try {
        checkRollout(isBefore ? changed : objects, isBefore ? objects : changed);
      } catch (error) {
        if (!(error instanceof ProblemsError)) throw error;
        for (const line of error.message.split('\n')) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    }),
  );
});
