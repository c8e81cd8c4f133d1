import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/check/check-result';
import type { Finding } from '../../src/check/finding';
import { RULE_IDS } from '../../src/check/rules';
import { Severity } from '../../src/check/severity';
import { formatCheckGitlab } from '../../src/cli/format/check-gitlab';
import { formatCheckSarif } from '../../src/cli/format/check-sarif';
import { checkResult, FINDING as WEB_FINDING } from '../support/check-result';
import { runInProcess } from '../support/run-in-process';
import { workspace, yaml } from '../support/workspace';
import { deployment, service } from '../check/manifests';

/** The published schema, converted to the draft of the validator, in which only the names of two keys differ. */
const published = readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
const schema = JSON.parse(
  published.replace('json-schema.org/draft-04/schema#', 'json-schema.org/draft-07/schema#').replace('"id":', '"$id":'),
) as object;
const validate = new Ajv({ strict: false, logger: false, unicodeRegExp: false }).compile(schema);

/** A finding in a file whose name has to be escaped in an address. */
const FINDING: Finding = { ...WEB_FINDING, file: 'dist/web app#1.yaml' };

/** The finding, with two events that lead to it. */
const EXPLAINED: Finding = {
  ...FINDING,
  counterexample: {
    service: 'web',
    steps: [
      { event: 'the state before is at rest', endpoints: 10, pods: [] },
      { event: 'v*1 loses 5 pods', endpoints: 5, pods: [] },
    ],
  },
};

const UNJUDGED: Partial<CheckResult> = {
  notJudged: [
    {
      kind: 'Service',
      namespace: 'shop',
      name: 'db',
      reason: 'selects no pods in these manifests',
      file: 'dist/db.yaml',
      line: 4,
    },
  ],
  leftOut: [{ message: 'bad YAML; fix it', file: 'dist/bad.yaml', line: 2 }],
  renderFirst: ['kustomize build .'],
  assumptions: ['readiness probes tell the truth'],
};

interface Invocation {
  readonly toolExecutionNotifications: readonly {
    readonly level: string;
    readonly message: { readonly text: string };
    readonly locations?: readonly object[];
  }[];
}

interface Log {
  runs: { tool: { driver: { version?: string; rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
}

function sarif(findings: Finding[], more: Partial<CheckResult> = {}): Log {
  const result = checkResult({ findings, ...more });
  const text = formatCheckSarif(
    result,
    '1.2.3',
    (file) => (file.startsWith('main:') ? undefined : file),
    'dist/a.yaml',
  );
  const log = JSON.parse(text) as Log;
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log;
}

describe('check --format sarif', () => {
  it('follows the published schema, without findings as well', () => {
    const [run] = sarif([]).runs;
    expect(run?.results).toEqual([]);
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(RULE_IDS);
  });

  it('follows it if there are more findings than GitHub shows', () => {
    const { results, ...run } = sarif(Array.from({ length: 5_002 }, () => FINDING)).runs[0]!;
    expect(results).toHaveLength(5_000);
    expect(run).toMatchObject({
      invocations: [
        {
          toolExecutionNotifications: [{ message: { text: 'and 2 more findings: check --format json lists all' } }],
        },
      ],
    });
  });

  it('names the objects that were not judged, and the assumptions, as notifications', () => {
    const run = sarif([], UNJUDGED).runs[0]!;
    expect(run).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
    const { toolExecutionNotifications: notices } = (run as unknown as { invocations: [Invocation] }).invocations[0];
    expect(notices.map(({ level, message, locations }) => [level, message.text, locations?.length ?? 0])).toEqual([
      ['warning', 'Not judged: Service shop/db selects no pods in these manifests', 1],
      ['warning', 'Left out: bad YAML; fix it', 1],
      ['warning', 'Not rendered yet: kustomize build .', 0],
      ['note', 'Assumed: readiness probes tell the truth', 0],
    ]);
  });

  it('rejects what the schema rejects, so that this test can fail', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });

  it('gives each finding its rule, its line, and a path that is a URI', () => {
    const [result] = sarif([FINDING]).runs[0]!.results;
    expect(result).toMatchObject({
      ruleId: 'capacity-below-floor',
      ruleIndex: RULE_IDS.indexOf('capacity-below-floor'),
      level: 'error',
      message: {
        text: 'Service shop/web falls from 10 to 5 ready endpoints; the floor is 8. Fix: insert a stage with web-v2 at 10.',
      },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'dist/web%20app%231.yaml' }, region: { startLine: 12 } },
          logicalLocations: [{ fullyQualifiedName: 'Service shop/web', kind: 'resource' }],
        },
      ],
    });
  });

  it('reports removed objects in the first checked file, as GitHub accepts no result without a file', () => {
    const results = sarif([
      { ...FINDING, file: undefined, line: undefined, severity: Severity.WARNING },
      { ...FINDING, file: 'main:dist/web.yaml', severity: Severity.INFO },
    ]).runs[0]!.results;
    const location = { artifactLocation: { uri: 'dist/a.yaml' }, region: { startLine: 1 } };
    expect(results).toMatchObject([
      { level: 'warning', locations: [{ physicalLocation: location }] },
      { level: 'note', locations: [{ physicalLocation: location }] },
    ]);
  });

  it('shows the events that lead to a finding as a code flow at its line', () => {
    const results = sarif([EXPLAINED, FINDING]).runs[0]!.results;
    const { physicalLocation } = (results[0]!.locations as { physicalLocation: object }[])[0]!;
    const step = (text: string): object => ({ location: { physicalLocation, message: { text } } });
    expect(results.map(({ codeFlows }) => codeFlows)).toEqual([
      [
        {
          threadFlows: [
            {
              locations: [
                step('0. the state before is at rest: 10 endpoints'),
                step('1. v*1 loses 5 pods: 5 endpoints'),
              ],
            },
          ],
        },
      ],
      undefined,
    ]);
  });

  it('is the same alert while counts and lines move, and another one for another object', () => {
    const prints = sarif([
      FINDING,
      { ...FINDING, message: 'falls to 4', line: 40 },
      { ...FINDING, resource: 'Service shop/api' },
    ]).runs[0]!.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(prints[1]).toBe(prints[0]);
    expect(prints[2]).not.toBe(prints[0]);
  });

  it('comes from the command line with paths from the top of the repository', async () => {
    const folder = workspace({
      'before/web.yaml': yaml(deployment('web', { replicas: 4 }), service('web', { app: 'web' })),
      'deploy/after/web.yaml': yaml(deployment('web', { replicas: 0 }), service('web', { app: 'web' })),
    });
    const args = ['check', 'deploy/after', '--against', 'before', '--format', 'sarif'];
    const { exitCode, stdout } = await runInProcess(args, { cwd: folder, env: { GITHUB_WORKSPACE: folder } });
    const log = JSON.parse(stdout) as Log;
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(exitCode).toBe(1);
    expect(JSON.stringify(log.runs[0]!.results)).toContain('"uri":"deploy/after/web.yaml"');
  });
});

describe('check --format gitlab', () => {
  it('gives each finding a description, a rule, a severity of GitLab, a unique fingerprint, a path and a line', async () => {
    const folder = workspace({
      'before/web.yaml': yaml(deployment('web', { replicas: 4 }), service('web', { app: 'web' })),
      'after/web.yaml': yaml(deployment('web', { replicas: 0 }), service('web', { app: 'web' })),
    });
    const args = ['check', 'after', '--against', 'before', '--format', 'gitlab'];
    const { stdout } = await runInProcess(args, { cwd: folder, env: { CI_PROJECT_DIR: folder } });
    const entries = JSON.parse(stdout) as Record<string, unknown>[];
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      expect(entry).toEqual({
        description: expect.stringMatching(/^\S.*\. Fix: \S.*\.$/) as string,
        check_name: expect.stringMatching(/^[a-z-]+$/) as string,
        fingerprint: expect.stringMatching(/^[0-9a-f]{10}$/) as string,
        severity: expect.stringMatching(/^(?:critical|minor|info)$/) as string,
        location: { path: 'after/web.yaml', lines: { begin: expect.any(Number) as number } },
        ...(entry.check_name === 'no-ready-endpoints' && {
          content: {
            body: '0. the state before is at rest: 4 endpoints\n1. web loses 4 pods: 0 endpoints',
          },
        }),
      });
    }
    expect(entries[0]).toMatchObject({ check_name: 'no-ready-endpoints', severity: 'critical' });
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  });

  it('has an entry for each part that was not judged', () => {
    const entries = JSON.parse(formatCheckGitlab(checkResult(UNJUDGED), String, 'dist/a.yaml')) as object[];
    expect(entries).toMatchObject([
      {
        description: 'Not judged: Service shop/db selects no pods in these manifests',
        check_name: 'not-judged',
        severity: 'info',
        location: { path: 'dist/db.yaml', lines: { begin: 4 } },
      },
      { description: 'Left out: bad YAML; fix it', location: { path: 'dist/bad.yaml', lines: { begin: 2 } } },
      { description: 'Not rendered yet: kustomize build .', location: { path: 'dist/a.yaml', lines: { begin: 1 } } },
    ]);
  });

  it('has the events that lead to a finding as Markdown, and nothing in them formats anything', () => {
    const [entry] = JSON.parse(formatCheckGitlab(checkResult({ findings: [EXPLAINED] }), String, 'a')) as object[];
    expect(entry).toMatchObject({
      content: { body: '0. the state before is at rest: 10 endpoints\n1. v\\*1 loses 5 pods: 5 endpoints' },
    });
  });

  it('has the worst findings if there are thousands, and counts the others', () => {
    const findings = Array.from({ length: 5_001 }, () => FINDING);
    const text = formatCheckGitlab(checkResult({ findings }), String, 'dist/a.yaml');
    const entries = JSON.parse(text) as { description: string }[];
    expect(entries).toHaveLength(5_001);
    expect(entries.at(-1)).toMatchObject({
      description: 'and 1 more finding: check --format json lists all',
      severity: 'info',
      location: { path: 'dist/a.yaml', lines: { begin: 1 } },
    });
    expect(JSON.parse(formatCheckGitlab(checkResult({ findings: findings.slice(1) }), String, 'a'))).toHaveLength(
      5_000,
    );
  });
});
