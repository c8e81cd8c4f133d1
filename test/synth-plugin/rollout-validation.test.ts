import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RolloutValidation } from '../../src';
import type { ValidationContext } from '../../src/synth-plugin/validation-context';
import { deployment, service } from '../check/manifests';
import { commit, repository, yaml } from '../support/workspace';

const app = (replicas: number, namespace = 'shop'): string =>
  yaml(deployment('web', { replicas, namespace }), service('web-service', { app: 'web' }, { namespace }));

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly { resourceName: string; locations: readonly string[]; manifestPath: string }[];
}

interface Validated {
  readonly violations: Violation[];
  readonly status: string | undefined;
  readonly log: string[];
}

/**
 * Creates a repository as it is after `cdk8s synth`: the running state is committed, and the synthesized state is not.
 */
function synthesized(before: Record<string, string>, after: Record<string, string>): string {
  const folder = repository(before);
  commit(folder, 'what runs');
  for (const [name, text] of Object.entries(after)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function validate(
  folder: string,
  manifests: string[],
  props: Partial<ConstructorParameters<typeof RolloutValidation>[0]> = {},
  more: Partial<ValidationContext> = {},
): Promise<Validated> {
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const violations: Violation[] = [];
  const log: string[] = [];
  let status: string | undefined;
  const context: ValidationContext = {
    manifests,
    logger: { log: (message) => void log.push(message) },
    report: { addViolation: (violation) => void violations.push(violation), submit: (given) => void (status = given) },
    ...more,
  };
  await new RolloutValidation({ against: 'HEAD', ...props }).validate(context);
  return { violations, status, log };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a synthesis', () => {
  it('passes if nothing is found', async () => {
    const folder = synthesized({ 'dist/web.k8s.yaml': app(4) }, { 'dist/web.k8s.yaml': app(6) });
    const { violations, status } = await validate(folder, ['dist/web.k8s.yaml']);
    expect({ violations, status }).toEqual({ violations: [], status: 'success' });
  });

  it('fails if requests would be dropped, and says which construct, file and line', async () => {
    const folder = synthesized(
      { 'dist/prod.k8s.yaml': app(4) },
      { 'dist/prod.k8s.yaml': app(0), 'dist/construct-metadata.json': '{}' },
    );
    const metadata = { 'web-service': { path: 'prod/shop/Service' }, web: { path: 'prod/shop/Deployment' } };
    const { violations, status } = await validate(folder, ['dist/prod.k8s.yaml'], {}, { metadata });
    expect(status).toBe('failure');
    const [worst] = violations;
    expect(worst?.ruleName).toBe('no-ready-endpoints');
    expect(worst?.recommendation).toMatch(/^error: Service shop\/web-service /);
    expect(worst?.violatingResources).toEqual([
      {
        resourceName: 'web-service',
        locations: [expect.stringMatching(/^dist\/prod\.k8s\.yaml:\d+$/)],
        manifestPath: 'dist/prod.k8s.yaml',
      },
    ]);
  });

  it('compares the whole output folder, so that a chart that is gone is seen', async () => {
    const folder = synthesized(
      { 'dist/prod/web.k8s.yaml': app(4), 'dist/api/api.k8s.yaml': app(2, 'api') },
      { 'dist/construct-metadata.json': '{}' },
    );
    rmSync(join(folder, 'dist/api'), { recursive: true });
    const { violations } = await validate(folder, [join(folder, 'dist/prod/web.k8s.yaml')]);
    expect(violations.map(({ recommendation }) => recommendation)).toEqual([
      'warning: Service api/web-service is removed together with its pods: clients that call it lose 2 ready endpoints',
    ]);
  });

  it('fails from the severity on that is asked for', async () => {
    const folder = synthesized({ 'dist/web.k8s.yaml': app(4) }, { 'dist/web.k8s.yaml': app(0) });
    expect((await validate(folder, ['dist/web.k8s.yaml'], { failOn: 'never' })).status).toBe('success');
  });
});

describe('one name in several environments', () => {
  const metadata = { 'web-service': { path: 'staging/shop/Service' }, web: { path: 'staging/shop/Deployment' } };
  const before = { 'dist/prod.k8s.yaml': app(4, 'prod'), 'dist/staging.k8s.yaml': app(4, 'staging') };

  it('never gives the path of another environment, and names the chart instead', async () => {
    const folder = synthesized(before, {
      'dist/prod.k8s.yaml': app(0, 'prod'),
      'dist/construct-metadata.json': '{}',
    });
    const both = { ...metadata, other: { path: 'prod/other/Deployment' } };
    const { violations } = await validate(folder, Object.keys(before), {}, { metadata: both });
    expect(violations[0]?.violatingResources).toEqual([
      {
        resourceName: 'Service prod/web-service',
        locations: [expect.stringMatching(/^dist\/prod\.k8s\.yaml:\d+ \(in the chart prod\)$/)],
        manifestPath: 'dist/prod.k8s.yaml',
      },
    ]);
  });

  it('gives the path if it leads into the chart that wrote the file', async () => {
    const folder = synthesized(before, {
      'dist/staging.k8s.yaml': app(0, 'staging'),
      'dist/construct-metadata.json': '{}',
    });
    const { violations } = await validate(folder, Object.keys(before), {}, { metadata });
    expect(violations[0]?.violatingResources[0]).toMatchObject({ resourceName: 'web-service' });
  });
});

it('takes the output folder for no chart, and leaves the order of charts out of their names', async () => {
  const shop = (chart: string, namespace: string, replicas: number): Record<string, string> => ({
    [`dist/${chart}.k8s.yaml`]: app(replicas, namespace),
  });
  const before = { ...shop('0000-dist', 'tools', 4), ...shop('0001-prod', 'shop', 4) };
  const folder = synthesized(before, { ...shop('0001-prod', 'shop', 0), 'dist/construct-metadata.json': '{}' });
  const metadata = { web: { path: 'dist/Deployment' }, 'web-service': { path: 'prod/Service' } };
  const manifests = Object.keys(before).map((name) => join(folder, name));
  const { violations } = await validate(folder, manifests, {}, { metadata });
  const [resource] = violations[0]?.violatingResources ?? [];
  expect(resource?.resourceName).toBe('web-service');
  expect(resource?.locations).toEqual([expect.stringMatching(/\/dist\/0001-prod\.k8s\.yaml:\d+$/)]);
});

describe('charts that are folders with a file per object', () => {
  const objects = (folder: string, replicas: number): Record<string, string> => ({
    [`dist/${folder}/Deployment.web.k8s.yaml`]: yaml(deployment('web', { replicas, namespace: folder })),
    [`dist/${folder}/Service.web.k8s.yaml`]: yaml(service('web', { app: 'web' }, { namespace: folder })),
    [`dist/${folder}/Service.api.k8s.yaml`]: yaml(service('api', { app: 'web' }, { namespace: folder })),
  });
  const before = { ...objects('prod', 4), ...objects('staging', 4) };
  const metadata = { web: { path: 'staging/shop/Service' }, api: { path: 'staging/shop/Api' } };
  const resources = async (environment: string): Promise<unknown[]> => {
    const folder = synthesized(before, { ...objects(environment, 0), 'dist/construct-metadata.json': '{}' });
    const both = { ...metadata, other: { path: 'prod/other/Deployment' } };
    const manifests = Object.keys(before).map((name) => join(folder, name));
    const { violations } = await validate(folder, manifests, {}, { metadata: both });
    return violations
      .filter(({ ruleName }) => ruleName === 'no-ready-endpoints')
      .map(({ violatingResources: [one] }) => [
        one?.resourceName,
        one?.locations[0]?.replace(`${folder}/`, '').replace(/:\d+/, ''),
      ]);
  };

  it('name the chart of an object that shares its name with another environment', async () => {
    expect(await resources('prod')).toEqual([
      ['Service prod/api', 'dist/prod/Service.api.k8s.yaml (in the chart prod)'],
      ['Service prod/web', 'dist/prod/Service.web.k8s.yaml (in the chart prod)'],
    ]);
  });

  it('give the path only if no other object of the chart has the name', async () => {
    expect(await resources('staging')).toEqual([
      ['api', 'dist/staging/Service.api.k8s.yaml'],
      ['Service staging/web', 'dist/staging/Service.web.k8s.yaml (in the chart staging)'],
    ]);
  });
});

describe('no answer is no success', () => {
  it("fails if the manifests can't be read", async () => {
    const folder = synthesized({ 'dist/web.k8s.yaml': app(4) }, { 'dist/web.k8s.yaml': 'kind: [' });
    const { violations, status } = await validate(folder, ['dist/web.k8s.yaml']);
    expect(status).toBe('failure');
    expect(violations[0]?.ruleName).toBe('no-answer');
    expect(violations[0]?.recommendation).toContain('dist/web.k8s.yaml:1:');
  });

  it('fails if the revision is unknown', async () => {
    const folder = synthesized({ 'dist/web.k8s.yaml': app(4) }, {});
    const { violations, status } = await validate(folder, ['dist/web.k8s.yaml'], { against: 'refs/heads/none' });
    expect({ status, rules: violations.map(({ ruleName }) => ruleName) }).toEqual({
      status: 'failure',
      rules: ['no-answer'],
    });
  });

  it('fails with --stdout, whose manifests have no history', async () => {
    const folder = synthesized({ 'dist/web.k8s.yaml': app(4) }, {});
    const { violations, status } = await validate(folder, ['/tmp/x/web.k8s.yaml'], {}, { stdout: true });
    expect(status).toBe('failure');
    expect(violations[0]?.recommendation).toBe(
      'with --stdout, cdk8s writes the manifests to a temporary folder, which has no history to compare with; synthesize to a folder, or add --no-validate',
    );
  });

  it('logs that everything is new', async () => {
    const folder = synthesized({ 'README.md': '' }, { 'dist/web.k8s.yaml': app(4) });
    const { log, status } = await validate(folder, ['dist/web.k8s.yaml']);
    expect({ log, status }).toEqual({
      log: ['dist is not in HEAD: everything in it counts as new'],
      status: 'success',
    });
  });
});

it.each<[string, object, string]>([
  [
    'nothing to compare with',
    {},
    'RolloutValidation: against: expected a git revision, a directory or a file, got undefined; write, for example, refs/remotes/origin/main',
  ],
  [
    'an unknown severity',
    { against: 'main', failOn: 'fatal' },
    'RolloutValidation: failOn: expected error, warning, info, never, not-judged or a pair such as warning,not-judged, got "fatal"; use one of them',
  ],
  [
    'paths that are none',
    { against: 'main', paths: 'dist' },
    'RolloutValidation: paths: expected a list of paths, got "dist"; write them after dashes',
  ],
  [
    'a misspelled property and an unknown rule',
    { against: 'main', maxUnavailble: 1, severities: { 'share-jmp': 'off' } },
    [
      'RolloutValidation: 2 problems',
      '  - maxUnavailble: unknown option, got 1; did you mean maxUnavailable?',
      '  - severities.share-jmp: unknown rule, got "off"; did you mean share-jump?',
    ].join('\n'),
  ],
])('rejects %s before it checks anything', (_, props, message) => {
  expect(() => new RolloutValidation(props as never)).toThrow(new Error(message));
});
