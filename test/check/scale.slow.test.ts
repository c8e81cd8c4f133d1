import { describe, expect, it } from 'vitest';
import { checkStates } from '../../src/check/check-states';
import { checkResult } from '../support/check-result';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { formatCheckGithub } from '../../src/cli/format/check-github';
import { formatCheckHtml } from '../../src/cli/format/check-html';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { formatCheckText } from '../../src/cli/format/check-text';
import { PLAIN } from '../../src/cli/format/colors';
import { toTolerantState } from '../../src/manifests/to-state';
import { readManifests } from '../../src/manifests/yaml/read-manifests';

/**
 * A family of inputs by which an attacker could slow the check down. Each would take minutes at these sizes if the
 * check were quadratic.
 */
type Family = (size: number) => string;

const times = (count: number, make: (index: number) => string, separator = '---\n'): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(separator);

const service = (name: string, selector: string, rest = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {${selector}}${rest}}\n`;

const deployment = (name: string, labels: string, rest = ''): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  replicas: 1\n  selector: {matchLabels: {name: ${name}}}\n  template:\n    metadata: {labels: {name: ${name}, ${labels}}}\n    spec: {containers: [{name: c, image: a}]${rest}}\n`;

const bits = (index: number): string =>
  Array.from({ length: 12 }, (_, bit) => ((index >> bit) & 1 ? `l${bit}: x` : ''))
    .filter(Boolean)
    .join(', ');
const allBits = Array.from({ length: 12 }, (_, bit) => `l${bit}: x`).join(', ');

const FAMILIES: Record<string, Family> = {
  'labels of many characters': (size) =>
    `${deployment('web', `app: ${'a'.repeat(size * 10)}`)}---\n${times(size, (i) => service(`s${i}`, 'app: web'))}`,
  'merges of a large map': (size) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na: &a\n${times(size * 10, (i) => `  k${i}: 1\n`, '')}${times(size, (i) => `m${i}: {<<: *a}\n`, '')}`,
  'one aliased template of many Deployments': (size) =>
    `apiVersion: v1\nkind: List\nx: &t {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: a, env: [${times(size, (i) => `{name: e${i}}`, ', ')}]}]}}\nitems:\n${times(size, (i) => `- {apiVersion: apps/v1, kind: Deployment, metadata: {name: d${i}}, spec: {selector: {matchLabels: {app: web}}, template: *t}}\n`, '')}`,
  'one aliased list of variables of many containers': (size) =>
    deployment(
      'web',
      'app: web',
      `, x: &e [${times(size, (i) => `{name: e${i}}`, ', ')}], initContainers: [${times(size, (i) => `{name: c${i}, env: *e}`, ', ')}]`,
    ),
  'Services over Deployments of one label': (size) =>
    `${times(size, (i) => service(`s${i}`, 'app: web'))}---\n${times(size, (i) => deployment(`d${i}`, 'app: web'))}`,
  'Services that select the same Deployments in many ways': (size) =>
    `${times(size, (i) => service(`s${i}`, bits(i + 1)))}---\n${times(size, (i) => deployment(`d${i}`, allBits))}`,
  'budgets with NotIn': (size) =>
    `${times(size, (i) => `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b${i}}\nspec: {minAvailable: 1, selector: {matchExpressions: [{key: app, operator: NotIn, values: [x${i}]}]}}\n`)}---\n${times(size, (i) => deployment(`d${i}`, 'app: web'))}`,
  'budgets with NotIn that select nothing': (size) =>
    `${times(size, (i) => `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b${i}}\nspec: {minAvailable: 1, selector: {matchExpressions: [{key: app, operator: NotIn, values: [web, x${i}]}]}}\n`)}---\n${times(size, (i) => deployment(`d${i}`, 'app: web'))}`,
  'Services with a Deployment each': (size) =>
    times(size, (i) => `${service(`s${i}`, `name: d${i}`)}---\n${deployment(`d${i}`, 'app: web')}`),
  'Deployments that select one another': (size) =>
    times(size, (i) =>
      deployment(`d${i}`, 'app: web').replace(`{name: d${i}}}\n  template`, '{app: web}}\n  template'),
    ),
  'one object again and again': (size) => times(size, () => service('web', 'app: web')),
  'annotations that allow': (size) =>
    times(size, (i) =>
      service(`s${i}`, 'app: web').replace(
        `{name: s${i}}`,
        `{name: s${i}, annotations: {cdk8s-rollouts/allow: no-such-rule-${i}}}`,
      ),
    ),
  'objects that no rule looks at': (size) =>
    times(size, (i) => `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: t${i}\n`),
  'documents that are no YAML': (size) => times(size, () => 'kind: Service\napiVersion: v1\nx: [\n'),
};

/** Returns the length of the result of a check, as JSON. */
function sizeOf(text: string): number {
  const state = toTolerantState(readManifests(text, 'web.yaml')).state;
  return JSON.stringify(checkStates(toTolerantState(readManifests('', 'web.yaml')).state, state)).length;
}

describe('input that is meant to make the check slow', () => {
  it.each(Object.entries(FAMILIES))('%s: the result grows no faster than the text', (_, family) => {
    const [small, large] = [family(100), family(1_000)];
    expect(sizeOf(large) / sizeOf(small)).toBeLessThan((1.1 * large.length) / small.length);
  });

  it('a report for people is bounded, however many findings there are', () => {
    const text = FAMILIES['annotations that allow']?.(5_000) ?? '';
    const state = toTolerantState(readManifests(text, 'web.yaml')).state;
    const result = checkResult(checkStates(toTolerantState(readManifests('', 'web.yaml')).state, state));
    expect(formatCheckMarkdown(result, { failOn: FAIL_ON_ERROR, notes: [] }).length).toBeLessThan(65_536);
    expect(formatCheckText(result, PLAIN).length).toBeLessThan(1_000_000);
    expect(formatCheckHtml(result, { failOn: FAIL_ON_ERROR, notes: [] }).length).toBeLessThan(3_000_000);
    expect(formatCheckGithub(result, () => 'web.yaml').length).toBeLessThan(1_000_000);
  });
});
