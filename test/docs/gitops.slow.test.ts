import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkRollout, Severity } from 'cdk8s-rollouts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const root = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, 'examples', file), 'utf8');

describe('examples/argo-cd', () => {
  const commits = ['1-blue', '2-green', '3-blue-drained'].map((commit) => read(`argo-cd/argo-cd-${commit}.k8s.yaml`));

  it('is a release whose every commit is safe in one sync', () => {
    for (const [index, commit] of commits.slice(1).entries()) {
      const { findings, services } = checkRollout(commits[index]!, commit);
      expect(findings.filter(({ severity }) => severity === Severity.ERROR)).toEqual([]);
      expect(services[0]).toMatchObject({ name: 'shop-service', lowestReadyEndpoints: 3 });
    }
  });

  it('is an outage without the waves', () => {
    const unordered = commits.map((commit) => commit.replaceAll(/^ +argocd.argoproj.io\/sync-wave: .*\n/gm, ''));
    const rules = checkRollout(unordered[0]!, unordered[1]!).findings.map(({ rule }) => rule);
    expect(rules).toContain('no-ready-endpoints');
  });

  it('has an Application that prunes, so that the tests of earlier versions are removed', () => {
    expect(parse(read('argo-cd/application.yaml'))).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      spec: { syncPolicy: { automated: { prune: true } } },
    });
  });
});

describe('examples/flux', () => {
  interface Kustomization {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly path: string; readonly wait: boolean; readonly dependsOn?: { readonly name: string }[] };
  }
  const kustomizations = parseAllDocuments(read('flux/kustomizations.yaml')).map(
    (document) => document.toJS() as Kustomization,
  );
  let dist: string;

  beforeAll(() => {
    dist = mkdtempSync(join(tmpdir(), 'flux-'));
    const command = [join(root, 'scripts/typescript.mjs'), join(root, 'examples/flux/main.ts')] as const;
    execFileSync(process.execPath, ['--import', ...command], { env: { ...process.env, CDK8S_OUTDIR: dist } });
  });
  afterAll(() => rmSync(dist, { recursive: true, force: true }));

  const stages = (): string[] => readdirSync(dist).sort();
  const manifestsOf = (stage: string): string =>
    readdirSync(join(dist, stage))
      .map((file) => readFileSync(join(dist, stage, file), 'utf8'))
      .join('---\n');

  it('has a folder for each environment, whose name stays', () => {
    expect(stages()).toEqual(['flux-prod', 'flux-staging']);
    for (const environment of stages()) expect(checkRollout('', manifestsOf(environment)).findings).toEqual([]);
  });

  it('has Kustomizations that point at such folders, wait for them, and follow one another', () => {
    for (const { spec } of kustomizations) {
      expect(stages()).toContain(spec.path.replace('./dist/', ''));
      expect(spec.wait).toBe(true);
    }
    expect(kustomizations.map(({ metadata, spec }) => [metadata.name, spec.dependsOn])).toEqual([
      ['shop-staging', undefined],
      ['shop-production', [{ name: 'shop-staging' }]],
    ]);
  });
});
