import { describe, expect, it } from 'vitest';
import type { ManifestSet } from '../../src/manifests/manifest';
import { toTolerantState } from '../../src/manifests/to-state';
import { readManifests } from '../../src/manifests/yaml/read-manifests';

const service = (name: string, app: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: ${app}}}\n`;

function read(files: Record<string, string>) {
  const sets = Object.entries(files).map(([file, text]) => readManifests(text, file));
  const set: ManifestSet = {
    manifests: sets.flatMap(({ manifests }) => manifests),
    problems: sets.flatMap(({ problems }) => problems),
  };
  const { services, unread } = toTolerantState(set).state;
  const selected = [...services.values()].map(({ name, selector }) => `${name} ${selector?.matchLabels.app}`);
  return { selected, unread };
}

describe('a folder as its owner intends it', () => {
  it('ignores files beside the manifests, and counts them', () => {
    const { selected, unread } = read({
      'dist/web.yaml': service('web', 'web'),
      'dist/kustomization.yaml': 'resources: [web.yaml]\n',
      'dist/values.yaml': 'image: {{ x\n',
      'dist/ci.yaml': 'steps: []\n',
      'dist/patch.yaml': '- op: remove\n',
      'dist/package.json': '{"name": "x"}',
    });
    expect(selected).toEqual(['web web']);
    expect([...unread.passedOver]).toEqual([
      ['kustomization file', 1],
      ['values file', 1],
      ['kindless document', 2],
      ['other list', 1],
    ]);
    expect(unread.renderFirst).toEqual(['kustomize build dist']);
    expect(unread.leftOut).toEqual([]);
  });

  it('counts one object in two files once if both are alike', () => {
    const { selected, unread } = read({ 'a/web.yaml': service('web', 'web'), 'b/web.yaml': service('web', 'web') });
    expect(selected).toEqual(['web web']);
    expect([unread.tolerated.length, unread.ambiguous.length]).toEqual([1, 0]);
  });

  it('uses the last one of a directory, as kubectl does', () => {
    const { selected, unread } = read({ 'a/1.yaml': service('web', 'old'), 'a/2.yaml': service('web', 'new') });
    expect(selected).toEqual(['web new']);
    expect(unread.tolerated).toHaveLength(1);
  });

  it('guesses none of several directories, and names them', () => {
    const { selected, unread } = read({
      'dev/web.yaml': service('web', 'dev'),
      'prod/web.yaml': service('web', 'prod'),
    });
    expect(selected).toEqual([]);
    expect(unread.ambiguous.map(({ subject }) => subject?.key)).toEqual(['default/web']);
  });

  it('treats a target port of 0 or "" as the port itself', () => {
    const ports = 'ports: [{name: a, port: 80, targetPort: 0}, {name: b, port: 81, targetPort: ""}]';
    const text = service('web', 'web').replace('selector: {app: web}', `selector: {app: web}, ${ports}`);
    expect(read({ 'web.yaml': text })).toMatchObject({ selected: ['web web'], unread: { leftOut: [] } });
  });

  it('names a kind that is written without its capitals, and the object that was meant', () => {
    const { selected, unread } = read({ 'web.yaml': service('web', 'web').replace('Service', 'service') });
    expect(selected).toEqual([]);
    expect(unread.leftOut.map(({ message, subject }) => [message, subject?.kind])).toEqual([
      ['kind: expected Service, got "service"; correct its capitals', 'Service'],
    ]);
  });
});
