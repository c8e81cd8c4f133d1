import { describe, expect, it } from 'vitest';
import { checkStates } from '../../../src/check/check-states';
import type { ManifestSet } from '../../../src/manifests/manifest';
import { readManifests } from '../../../src/manifests/yaml/read-manifests';
import { toTolerantState } from '../../../src/manifests/to-state';
import { yaml } from '../../support/workspace';
import { service, v1, v2, WEB } from '../manifests';

const state = (text: string) => toTolerantState(readManifests(text, 'dist/web.yaml')).state;
const check = (before: string, after: string) => checkStates(state(before), state(after));

const WEB_LABELS = { app: 'web' };
const GOOD = yaml(v1(3), WEB);
const BAD = GOOD.replace('replicas: 3', 'replicas: three');
const BROKEN = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec: [\n';

describe('unreadable-manifest', () => {
  it('says which object the change makes unreadable, and judges it as it was', () => {
    const { findings, services, leftOut } = check(GOOD, BAD);
    expect(findings).toMatchObject([
      {
        rule: 'unreadable-manifest',
        severity: 'error',
        resource: 'Deployment web-v1',
        message: 'Deployment web-v1: spec.replicas: expected a whole number, 0 to 2147483647, got "three"',
        fix: 'write a number without quotes',
        file: 'dist/web.yaml',
        line: 8,
      },
    ]);
    expect(services).toMatchObject([{ name: 'web', endpointsBefore: 3, lowestReadyEndpoints: 3, endpointsAfter: 3 }]);
    expect(leftOut).toHaveLength(1);
  });

  it('names text that is no YAML, and still judges the rest', () => {
    const { findings } = check(
      `${GOOD}---\n${yaml(service('b', { app: 'web' }))}`,
      `${yaml(v1(0), v2(3), WEB)}---\n${BROKEN}`,
    );
    expect(findings.map(({ rule, resource }) => `${rule} ${resource}`)).toEqual(
      expect.arrayContaining(['unreadable-manifest Service web', 'no-ready-endpoints Service shop/web']),
    );
  });

  it('is silent about objects that were unreadable before', () => {
    const { findings, existing } = check(BAD, BAD);
    expect(findings).toEqual([]);
    expect(existing.map(({ rule }) => rule)).toEqual(['unreadable-manifest', 'service-selects-nothing']);
  });

  it('lets a change fix unreadable objects, and does not judge them', () => {
    const { findings, notJudged } = check(BAD, GOOD);
    expect(findings).toEqual([]);
    expect(notJudged.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
      'web selects pods of web-v1, which could not be read in the state before',
    ]);
  });

  it("treats no Service as new if a part of the state before can't be read", () => {
    const { notJudged } = check('apiVersion: v1\nkind: Service\nmetadata: [\n', GOOD);
    expect(notJudged.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
      'web is new, or could not be read in the state before',
      'before had a document (dist/web.yaml:4) that could not be read and is now gone or corrected',
    ]);
  });

  it('skips variables of kustomize, and says so', () => {
    const { findings, renderFirst } = check(
      GOOD,
      `${GOOD}---\n${yaml(service('x', WEB_LABELS)).replace('name: x', 'name: $(name)')}`,
    );
    expect({ findings, renderFirst }).toEqual({ findings: [], renderFirst: ['kustomize build dist'] });
  });

  it('skips variables that Flux replaces, and says so', () => {
    const { findings, leftOut, passedOver, renderFirst } = check(
      GOOD,
      `${GOOD}---\n${BAD.replace('three', '${REPLICAS}').replaceAll('web-v1', 'web-v2')}`,
    );
    expect({ findings, leftOut }).toEqual({ findings: [], leftOut: [] });
    expect(passedOver).toEqual([{ what: 'template', count: 1 }]);
    expect(renderFirst).toEqual(['flux envsubst < dist/web.yaml']);
  });
});

it('is silent about a patch, and not about an object that loses its selector', () => {
  const whole = (selector: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {${selector}template: {metadata: {labels: {app: web}}}}\n`;
  const rulesOf = (before: string, after: string): string[] =>
    checkStates(state(before), state(after)).findings.map(({ rule }) => rule);
  expect(rulesOf(whole(''), whole(''))).toEqual([]);
  expect(rulesOf('', whole(''))).toEqual([]);
  const good = whole('selector: {matchLabels: {app: web}}, ');
  expect(rulesOf(good, whole(''))).toEqual(['unreadable-manifest']);
  // A patch next to the whole object changes nothing.
  expect(rulesOf(good, `${good}---\n${whole('')}`)).toEqual([]);
  // The same holds if two directories contain a whole object.
  const read = (file: string, text: string): ManifestSet => readManifests(text, file);
  const sets = [read('a/web.yaml', good), read('b/web.yaml', good.replace('spec: {', 'spec: {replicas: 2, '))];
  const join = (...all: ManifestSet[]): ManifestSet => ({
    manifests: all.flatMap(({ manifests }) => manifests),
    problems: all.flatMap(({ problems }) => problems),
  });
  const states = [join(...sets.slice(0, 1)), join(...sets, read('c/patch.yaml', whole('')))].map(
    (set) => toTolerantState(set).state,
  );
  expect(checkStates(states[0]!, states[1]!).findings).toEqual([]);
});

it("treats one object under two names that differ by case as one that can be applied and one that can't", () => {
  const scaler = (name: string): string =>
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ${name}}\nspec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: web}}\n`;
  const { findings, notJudged } = checkStates(state(scaler('web')), state(`${scaler('web')}---\n${scaler('Web')}`));
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    'unreadable-manifest: HorizontalPodAutoscaler Web: metadata.name: expected a DNS name of at most 253 characters (lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part), got "Web"',
  ]);
  expect(notJudged).toEqual([]);
});

it('judges an object that several directories hold in different forms as it was, and names it', () => {
  const sets = [
    readManifests(GOOD, 'a/web.yaml'),
    readManifests(yaml(v1(5)), 'b/web.yaml'),
    readManifests(yaml(v1(5), service('side', { app: 'side' })), 'b/web.yaml'),
  ] as const;
  const join = (...all: ManifestSet[]): ManifestSet => ({
    manifests: all.flatMap(({ manifests }) => manifests),
    problems: [],
  });
  const read = (set: ManifestSet) => toTolerantState(set).state;
  const [one, two, three] = [read(sets[0]), read(join(sets[0], sets[1])), read(join(sets[0], sets[2]))];
  const { findings, notJudged } = checkStates(one, two);
  expect(findings).toEqual([]);
  expect(notJudged.map(({ kind, name, reason }) => `${kind} ${name} ${reason}`)).toContainEqual(
    expect.stringMatching(/^Deployment web-v1 differs between directories/),
  );
  expect(checkStates(two, one).findings).toEqual([]);
  // If the pods of a namespace are unknown, a selector without pods is not a finding.
  expect(checkStates(two, three).findings).toEqual([]);
});
