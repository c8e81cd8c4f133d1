import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKindlessJson } from '../../src/manifests/yaml/kindless-json';
import { readManifests } from '../../src/manifests/yaml/read-manifests';

describe('JSON without a kind', () => {
  it('is read as JSON', () => {
    expect(readKindlessJson('{"shop": {"path": "prod/shop/Service"}}\n')).toEqual({
      shop: { path: 'prod/shop/Service' },
    });
  });

  it.each([
    ['an object', '{"apiVersion": "v1", "kind": "Service"}'],
    ['a kind in other letters', '{"apiVersion": "v1", "\\u006bind": "Service"}'],
    ['a list', '[{"a": 1}]'],
    ['YAML in braces', '{a: 1}'],
    ['several documents', '{"a": 1}\n---\n{"b": 2}\n'],
  ])('does not contain %s', (_, text) => {
    expect(readKindlessJson(text)).toBeUndefined();
  });

  it('is reported as when the YAML parser reads it', () => {
    const key = fc.constantFrom('a', 'apiVersion', 'items', 'metadata', 'sops');
    const json = fc.dictionary(
      key,
      fc.oneof(fc.constantFrom(1, 'v1', true, null), fc.array(fc.constant({ a: 1 })), fc.constant({})),
    );
    const file = fc.constantFrom('a.json', 'values.json', 'Chart.yaml', 'kustomization.yaml');
    fc.assert(
      fc.property(json, file, fc.constantFrom('', 'a: 1\n---\n'), (value, name, before) => {
        const text = before + JSON.stringify(value);
        // JSON has no comments.
        const { manifests, problems } = readManifests(`${text} # comment`, name);
        expect(readManifests(text, name)).toEqual({ manifests, problems });
      }),
    );
  });
});
