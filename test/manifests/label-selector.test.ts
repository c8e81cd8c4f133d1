import { describe, expect, it } from 'vitest';
import {
  describeSelector,
  isEmptySelector,
  labelSelector,
  type LabelExpression,
  matchesLabels,
  selectorKey,
} from '../../src/manifests/label-selector';

function expression(key: string, operator: string, values: string[] = []): LabelExpression {
  return { key, operator, values };
}

describe('matchesLabels', () => {
  const labels = { app: 'web', tier: 'front' };

  it('asks for all labels', () => {
    expect(matchesLabels(labelSelector({ app: 'web' }), labels)).toBe(true);
    expect(matchesLabels(labelSelector({ app: 'web', tier: 'back' }), labels)).toBe(false);
    expect(matchesLabels(labelSelector({ app: 'web', version: 'v1' }), labels)).toBe(false);
    expect(matchesLabels(labelSelector({}), labels)).toBe(true);
  });

  it('does not treat an inherited property as a label', () => {
    expect(matchesLabels({ matchLabels: {}, matchExpressions: [expression('toString', 'Exists')] }, labels)).toBe(
      false,
    );
  });

  it.each([
    [expression('app', 'In', ['web', 'api']), true],
    [expression('app', 'In', ['api']), false],
    [expression('version', 'In', ['v1']), false],
    [expression('app', 'NotIn', ['api']), true],
    [expression('app', 'NotIn', ['web']), false],
    [expression('version', 'NotIn', ['v1']), true],
    [expression('app', 'Exists'), true],
    [expression('version', 'Exists'), false],
    [expression('version', 'DoesNotExist'), true],
    [expression('app', 'DoesNotExist'), false],
    [expression('app', 'Like', ['web']), false],
  ])('meets %j: %s', (matchExpression, expected) => {
    expect(matchesLabels({ matchLabels: { tier: 'front' }, matchExpressions: [matchExpression] }, labels)).toBe(
      expected,
    );
  });
});

describe('selectorKey', () => {
  it('is equal for equal selectors, whatever their order', () => {
    const a = { matchLabels: { a: '1', b: '2' }, matchExpressions: [expression('c', 'In', ['x', 'y'])] };
    const b = { matchLabels: { b: '2', a: '1' }, matchExpressions: [expression('c', 'In', ['y', 'x'])] };
    expect(selectorKey(a)).toBe(selectorKey(b));
    expect(selectorKey(a)).not.toBe(selectorKey({ ...a, matchExpressions: [expression('c', 'NotIn', ['x', 'y'])] }));
    expect(selectorKey(labelSelector({ a: '1' }))).not.toBe(selectorKey(labelSelector({ a: '2' })));
  });
});

it('describes a selector', () => {
  const selector = { matchLabels: { app: 'web' }, matchExpressions: [expression('tier', 'In', ['a', 'b'])] };
  expect(describeSelector(selector)).toBe('app=web,tier In (a, b)');
  expect(isEmptySelector(selector)).toBe(false);
  expect(isEmptySelector(labelSelector({}))).toBe(true);
});
