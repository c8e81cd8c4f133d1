// Opens the merge request for a step of a release, or updates it. walk-releases.sh runs it after it has pushed the branch.
import { readFileSync } from 'node:fs';

const { CI_API_V4_URL, CI_PROJECT_ID, RELEASE_TOKEN, BRANCH, TARGET, TITLE, BODY } = process.env;
const path = `projects/${CI_PROJECT_ID}/merge_requests`;
const text = { title: TITLE, description: readFileSync(BODY, 'utf8') };

const query = new URLSearchParams({ state: 'opened', source_branch: BRANCH, target_branch: TARGET });
const [open] = await call('GET', `${path}?${query}`);
if (open === undefined) {
  await call('POST', path, { ...text, source_branch: BRANCH, target_branch: TARGET, remove_source_branch: true });
} else {
  await call('PUT', `${path}/${open.iid}`, text);
}

async function call(method, url, body) {
  const response = await fetch(`${CI_API_V4_URL}/${url}`, {
    method,
    headers: { 'PRIVATE-TOKEN': RELEASE_TOKEN, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
