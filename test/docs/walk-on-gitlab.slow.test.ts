import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  folder,
  merge,
  onGitlab,
  onMain,
  openRequests,
  request,
  requests,
  SHOP,
  shell,
  start,
  walkForEachTest,
} from '../support/walked-repository';

/** A substitute for the merge requests of GitLab's API. */
const GITLAB_SERVER = `
import { createServer } from 'node:http';
import { existsSync, writeFileSync } from 'node:fs';
const fileOf = (branch) => process.env.REQUESTS + '/' + branch.replaceAll('/', '_');
const branches = [];
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text && JSON.parse(text);
  const [, iid] = /^.projects.1.merge_requests(?:.(\\d+))?$/.exec(pathname) ?? [];
  let answer;
  if (request.headers['private-token'] !== 'secret') response.statusCode = 401;
  else if (request.method === 'GET') {
    const branch = searchParams.get('source_branch');
    answer = existsSync(fileOf(branch)) ? [{ iid: branches.indexOf(branch) }] : [];
  } else {
    if (request.method === 'POST') branches.push(body.source_branch);
    const branch = request.method === 'POST' ? body.source_branch : branches[iid];
    writeFileSync(fileOf(branch), body.title + '\\n' + body.description);
    answer = {};
  }
  response.end(JSON.stringify(answer ?? { message: '401 Unauthorized' }));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

describe('the pipeline that walks releases on GitLab', () => {
  walkForEachTest();

  let server: ChildProcess;
  let api: string;

  beforeEach(async () => {
    writeFileSync(join(folder, 'server.mjs'), GITLAB_SERVER);
    server = spawn(process.execPath, [join(folder, 'server.mjs')], { env: { REQUESTS: requests } });
    const port = await new Promise((settle) => server.stdout?.once('data', (data) => settle(String(data).trim())));
    api = `http://127.0.0.1:${String(port)}`;
  });

  afterEach(() => void server.kill());

  it('opens a merge request for each step and for an abort, and updates it only if it has to', () => {
    const env = { CI_API_V4_URL: api, CI_PROJECT_ID: '1', CI_PROJECT_URL: 'https://gitlab.example.com/shop' };
    start('v2');
    onGitlab({ ...env, RELEASE_TOKEN: 'secret' });
    const body = request('release/prod/shop');
    expect(body).toMatch(/^prod\/shop: v2 .*\(stage 2 of 5\)\n/);
    expect(body).toContain(
      '![prod/shop](https://gitlab.example.com/shop/-/raw/release/prod/shop/releases/prod/shop.svg)',
    );
    expect(body).toContain('<!-- cdk8s-rollouts check -->');
    onGitlab({ ...env, RELEASE_TOKEN: 'secret' });
    // Ignore the time at the stage, which keeps growing.
    const withoutTimes = (text: string): string => text.replaceAll(/\b(\d+[dhms])+\b/g, 'a while');
    expect(withoutTimes(request('release/prod/shop'))).toBe(withoutTimes(body));
    merge('release/prod/shop');
    onGitlab({ ...env, RELEASE_TOKEN: 'secret', GATE: 'false' });
    expect(openRequests()).toEqual(['release-abort_prod_shop']);
    expect(request('release-abort/prod/shop')).toMatch(/^prod\/shop: abort the release of v2: all traffic to v1\n/);
    merge('release-abort/prod/shop');
    expect(onMain(SHOP)).toContain('held: the gate failed');
  });

  it('fails if GitLab refuses the merge request', () => {
    start('v2');
    const env = { CI_SERVER_HOST: 'example.com', CI_API_V4_URL: api, CI_PROJECT_ID: '1', RELEASE_TOKEN: 'wrong' };
    const { status, output } = shell('node scripts/open-merge-request.mjs', {
      ...env,
      BRANCH: 'release/prod/shop',
      TARGET: 'main',
      TITLE: 'a title',
      BODY: SHOP,
    });
    expect([status, output]).toEqual([1, expect.stringContaining('401 {"message":"401 Unauthorized"}')]);
  });
});
