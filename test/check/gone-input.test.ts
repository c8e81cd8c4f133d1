import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { checkStates } from '../../src/check/check-states';
import type { CheckResult } from '../../src/check/check-result';
import type { ManifestState } from '../../src/manifests/state';
import { toTolerantState } from '../../src/manifests/to-state';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { runInProcess } from '../support/run-in-process';
import { commit, repository, workspace, write, yaml } from '../support/workspace';
import { deployment, service } from './manifests';

type Files = Readonly<Record<string, string>>;

const API = yaml(deployment('api', { replicas: 3 }), service('api', { app: 'api' }));

function stateOf(files: Files): ManifestState {
  const sets = Object.entries(files).map(([name, text]) => readManifests(text, name));
  const manifests = sets.flatMap((set) => set.manifests);
  return toTolerantState({ manifests, problems: sets.flatMap(({ problems }) => problems) }, { before: true }).state;
}

const linesOf = ({ notJudged }: Pick<CheckResult, 'notJudged'>): string[] =>
  notJudged.map(({ kind, name, reason }) => `${kind} ${name} ${reason}`);

/** Returns the objects that a check of some files, and of a readable one beside them, did not judge. */
const notJudged = (before: Files, after: Files): string[] =>
  linesOf(checkStates(stateOf({ 'api.yaml': API, ...before }), stateOf({ 'api.yaml': API, ...after })));

describe('a document without a name that could not be read before', () => {
  const broken = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: [\n';
  const gone = (file: string): string =>
    `State before had a document (${file}:4) that could not be read and is now gone or corrected`;

  it('is named if it is gone: it may have made pods that a Service loses', () => {
    expect(notJudged({ 'a.yaml': broken }, {})).toEqual([gone('a.yaml')]);
    expect(notJudged({ 'a.yaml': broken, 'b.yaml': broken }, { 'b.yaml': broken })).toEqual([gone('a.yaml')]);
    expect(notJudged({ 'a.yaml': broken, 'b.yaml': broken }, { 'c.yaml': broken })).toEqual([gone('b.yaml')]);
  });

  it('is not named if it is still there, even in another place', () => {
    expect(notJudged({ 'HEAD:a.yaml': broken }, { 'a.yaml': broken })).toEqual([]);
    expect(notJudged({ 'old/a.yaml': broken, 'old/b.yaml': broken }, { 'b.yaml': broken, 'a.yaml': broken })).toEqual(
      [],
    );
    expect(notJudged({ 'old.yaml': broken }, { 'new.yaml': `# moved\n${broken}` })).toEqual([]);
  });

  it('has no file name if the states are texts', () => {
    const text = `${API}---\n${broken}`;
    const same = checkRollout(text, text);
    expect(linesOf(same)).toEqual([]);
    expect(same.leftOut).toHaveLength(1);
    const [entry] = checkRollout(`${broken}---\n${API}`, API).notJudged;
    expect(entry).toEqual({
      kind: 'State',
      name: 'before',
      reason: 'had a document (line 4) that could not be read and is now gone or corrected',
    });
  });

  it('has no index if the states are lists', () => {
    const broken = [] as object;
    const objects = [deployment('api', { replicas: 3 }), service('api', { app: 'api' })];
    expect(linesOf(checkRollout([...objects, broken], [broken, ...objects]))).toEqual([]);
    expect(linesOf(checkRollout([...objects, broken], objects))).toEqual([
      'State before had a document that could not be read and is now gone or corrected',
    ]);
  });

  it('is compared across revisions and folders by the command', async () => {
    const cwd = repository({ 'api.yaml': API, 'bad.yaml': broken });
    commit(cwd, 'before');
    const args = ['check', '.', '--against', 'HEAD', '--format', 'json'];
    const unchanged = await runInProcess(args, { cwd });
    expect(linesOf(JSON.parse(unchanged.stdout) as CheckResult)).toEqual([]);
    write(cwd, { 'bad.yaml': '' });
    const emptied = await runInProcess(args, { cwd });
    expect(linesOf(JSON.parse(emptied.stdout) as CheckResult)).toEqual([gone('HEAD:bad.yaml')]);

    const text = `${API}---\n${broken}`;
    const files = workspace({ 'old.yaml': text, 'new.yaml': text });
    const run = await runInProcess(['check', 'new.yaml', '--against-dir', 'old.yaml', '--format', 'json'], {
      cwd: files,
    });
    expect(linesOf(JSON.parse(run.stdout) as CheckResult)).toEqual([]);
  });
});

describe('manifests that had to be rendered before', () => {
  const kustomization = 'resources: [base]\n';
  const release = (name: string, version = '1.0.0'): string =>
    yaml({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name },
      spec: { chart: { spec: { chart: './charts/web', version } } },
    });
  const gone = (command: string): string =>
    `State before had manifests to render (${command}), which the new one lacks`;

  it('are named if their source is gone', () => {
    const files = { 'prod/kustomization.yaml': kustomization };
    expect(notJudged(files, {})).toEqual([gone('kustomize build prod')]);
    expect(notJudged({ ...files, 'a.yaml': release('a') }, files)).toEqual([
      gone('helm template a ./charts/web --version 1.0.0'),
    ]);
    expect(notJudged({ ...files, 'a.yaml': release('a') }, {})).toEqual([
      gone('helm template a ./charts/web --version 1.0.0'),
      gone('kustomize build prod'),
    ]);
  });

  it('are named if other sources are added', () => {
    expect(notJudged({ 'a.yaml': release('a') }, { 'a.yaml': release('b') })).toEqual([
      gone('helm template a ./charts/web --version 1.0.0'),
    ]);
    expect(notJudged({ 'a.yaml': release('a') }, { 'prod/kustomization.yaml': kustomization })).toEqual([
      gone('helm template a ./charts/web --version 1.0.0'),
    ]);
  });

  it('are not named if their source is in another folder, or has another version', () => {
    expect(notJudged({ 'a.yaml': release('a') }, { 'b.yaml': release('a', '2.0.0') })).toEqual([]);
    const [old, fresh] = ['old', 'new'].map((folder) => ({
      [`${folder}/kustomization.yaml`]: kustomization,
      [`${folder}/prod/kustomization.yaml`]: kustomization,
      [`${folder}/charts/Chart.yaml`]: 'name: web\n',
    }));
    expect(notJudged(old!, fresh!)).toEqual([]);
    expect(notJudged({}, fresh!)).toEqual([]);
  });
});
