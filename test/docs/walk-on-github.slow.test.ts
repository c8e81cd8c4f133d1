import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import {
  byHand,
  examples,
  executable,
  folder,
  git,
  GITHUB,
  manifestsOnMain,
  merge,
  onGithub,
  onMain,
  openRequests,
  request,
  SHOP,
  shell,
  start,
  walkForEachTest,
} from '../support/walked-repository';

/** A substitute for kubectl, which prints the recorded state of the cluster. */
const KUBECTL = `#!/bin/bash
set -eu
[ "$*" = 'get --recursive -f dist --ignore-not-found --output yaml' ]
cat "$LIVE"
`;

/** Returns manifests as kubectl lists them when they run, with some pods of each Deployment not ready yet. */
function toLive(manifests: string, missing = 0): string {
  const items = parseAllDocuments(manifests).map((document) => {
    const object = document.toJS() as { kind: string; metadata: object; spec: { replicas?: number } };
    const replicas = object.spec.replicas ?? 1;
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: Math.max(0, replicas - missing) };
    const status = object.kind === 'Deployment' ? { ...counts, observedGeneration: 3 } : {};
    return {
      ...object,
      metadata: { ...object.metadata, uid: '55c8bb00', resourceVersion: '7', generation: 3 },
      status,
    };
  });
  return stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items });
}

describe('the pipeline that walks releases on GitHub', () => {
  walkForEachTest();

  it('opens a pull request with the picture, the status and the report, and updates it only if it has to', () => {
    start('v2');
    onGithub({ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'example/shop' });
    const body = request('release/prod/shop');
    expect(body).toContain('(stage 2 of 5)\n');
    expect(body).toContain(
      '![prod/shop](https://github.com/example/shop/blob/release/prod/shop/releases/prod/shop.svg?raw=true)',
    );
    expect(body).toContain('← you are here');
    expect(body).toContain('<!-- cdk8s-rollouts check -->');
    git('fetch', '--quiet', 'origin');
    const head = git('rev-parse', 'origin/release/prod/shop');
    expect(git('show', 'origin/release/prod/shop:releases/prod/shop.svg')).toMatch(/^<svg /);
    onGithub();
    git('fetch', '--quiet', 'origin');
    expect(git('rev-parse', 'origin/release/prod/shop')).toBe(head);
  });

  it('waits until the stage has soaked and is at rest, and removes an outdated branch', () => {
    start('v2');
    expect(onGithub({ AFTER: '20d' })).toContain('note: prod/shop: too early');
    expect(onGithub({ AT_REST: 'false' })).toContain('prod/shop: the last stage is still rolling out');
    expect(openRequests()).toEqual([]);
    onGithub();
    git('fetch', '--quiet', 'origin');
    expect(git('branch', '--remotes')).toContain('origin/release/prod/shop');
    byHand(`hold ${SHOP} --reason freeze`);
    onGithub();
    git('fetch', '--quiet', '--prune', 'origin');
    expect(git('branch', '--remotes')).not.toContain('origin/release/prod/shop');
    // Even if someone merges the step anyway, the release is still held.
    expect(onMain(SHOP)).toContain('held: freeze');
  });

  it('asks the cluster whether the last stage is at rest', () => {
    start('v2');
    const before = manifestsOnMain();
    onGithub();
    merge('release/prod/shop');
    const applied = manifestsOnMain();
    const client = join(folder, 'live.yaml');
    executable(join(folder, 'bin/kubectl'), KUBECTL);
    const inCluster = { AT_REST: `bash ${join(examples, 'at-rest.sh')}`, LIVE: client };
    const waits = 'prod/shop: the last stage is still rolling out';
    // The agent has not applied or even noticed the last stage yet.
    writeFileSync(client, toLive(before));
    expect(onGithub(inCluster)).toContain(waits);
    // The agent has applied it, but one pod is not ready.
    writeFileSync(client, toLive(applied, 1));
    expect(onGithub(inCluster)).toContain('error not-at-rest');
    expect(openRequests()).toEqual([]);
    writeFileSync(client, toLive(applied));
    expect(onGithub(inCluster)).not.toContain(waits);
    expect(openRequests()).toEqual(['release_prod_shop']);
  });

  it('continues with the others if one release fails', () => {
    start('v2');
    byHand('start releases/prod/pay.yaml --image registry.example.com/pay:2 --version v2');
    const { status, output } = shell(GITHUB.run ?? '', {
      ...GITHUB.env,
      SYNTH: '[ "$RELEASE" != prod/pay ] && node main.js',
    });
    expect([status, output]).toEqual([1, expect.stringContaining('prod/pay: failed\n')]);
    expect(openRequests()).toEqual(['release_prod_shop']);
  });
});
