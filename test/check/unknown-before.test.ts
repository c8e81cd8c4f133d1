import { describe, expect, it } from 'vitest';
import { checkStates } from '../../src/check/check-states';
import type { ManifestState } from '../../src/manifests/state';
import { toTolerantState } from '../../src/manifests/to-state';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { yaml } from '../support/workspace';
import { deployment, ingress, service, v1, WEB } from './manifests';

/** Reads directories that each contain a file. */
function stateOf(...texts: string[]): ManifestState {
  const sets = texts.map((text, index) => readManifests(text, `${index}/all.yaml`));
  const manifests = sets.flatMap((set) => set.manifests);
  return toTolerantState({ manifests, problems: sets.flatMap(({ problems }) => problems) }, { before: true }).state;
}

function notJudged(before: string[], after: string[]): string[] {
  return checkStates(stateOf(...before), stateOf(...after)).notJudged.map(
    ({ kind, name, reason }) => `${kind} ${name} ${reason}`,
  );
}

const API = yaml(deployment('api', { replicas: 3 }), service('api', { app: 'api' }));

it('names a Service whose pods differed between directories before', () => {
  const rest = `${API}---\n${yaml(WEB)}`;
  expect(notJudged([rest, yaml(v1(3)), yaml(v1(5))], [rest, yaml(v1(0))])).toEqual([
    'Service web selects pods of web-v1, which differed between directories in the state before',
  ]);
});

it('names removed objects that were unknown before', () => {
  const differing = [yaml(WEB), yaml(service('web', { app: 'web' }, { ports: [{ port: 81 }] }))];
  const rest = `${API}---\n${yaml(v1(3))}`;
  expect(notJudged([rest, ...differing], [rest])).toEqual([
    'Service web is removed, and differed between directories in the state before',
  ]);
  const bad = yaml(service('web', { app: 'web' }, { spec: { ports: 'none' } }));
  expect(notJudged([rest, bad], [rest])).toEqual(['Service web is removed, and could not be read in the state before']);
});

describe('a document without a name that could not be read before', () => {
  const broken = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: [\n';

  it('is named if it is gone: it may have made pods that a Service loses', () => {
    expect(notJudged([API, broken], [API])).toEqual([
      'Document all.yaml is gone or corrected, and could not be read in the state before',
    ]);
    expect(notJudged([API, broken, broken], [API, broken])).toHaveLength(1);
  });

  it('is not named twice if it is still there, even in another place', () => {
    expect(notJudged([API, broken], [API, broken])).toEqual([]);
    expect(notJudged([API, broken], [broken, API])).toEqual([]);
  });
});

it('names the manifests that had to be rendered before, if none have to be now', () => {
  const source = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [base]\n';
  expect(notJudged([API, source], [API])).toEqual([
    'State before had manifests to render (kustomize build 1), and the new one has none',
  ]);
  expect(notJudged([API, source], [API, source])).toEqual([]);
  expect(notJudged([API], [API, source])).toEqual([]);
});

it('names other objects that differed between directories before, and leaves the rest alone', () => {
  const [one, two] = [yaml(ingress('edge', 'api')), yaml(ingress('edge', 'web'))];
  expect(notJudged([API, one, two], [API, one])).toEqual([
    'Ingress edge differed between directories in the state before',
  ]);
  // An object that still differs is reported as such.
  expect(notJudged([API, one, two], [API, one, two])).toEqual([
    'Ingress edge differs between directories; check each directory against its counterpart',
  ]);
  expect(notJudged([API, one], [API, one])).toEqual([]);
});
