import { expect, it } from 'vitest';
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
