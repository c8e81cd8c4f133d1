import { describe, expect, it } from 'vitest';
import type { Allowance, CheckResult } from '../../src/check/check-result';
import type { Finding } from '../../src/check/finding';
import { Severity } from '../../src/check/severity';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { formatCheckGithub } from '../../src/cli/format/check-github';
import { formatCheckHtml } from '../../src/cli/format/check-html';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { formatCheckText } from '../../src/cli/format/check-text';
import { PLAIN } from '../../src/cli/format/colors';
import { verdict } from '../../src/cli/format/verdict';
import { checkResult } from '../support/check-result';

const SERVICE = {
  name: 'web',
  servesUsers: true,
  removed: false,
  endpointsBefore: 3,
  lowestReadyEndpoints: 3,
  endpointsAfter: 3,
  versions: [],
};
const services = ['web', 'api', 'shop'].map((name) => ({ ...SERVICE, name }));
const FINDING: Finding = {
  rule: 'target-port-missing',
  severity: Severity.WARNING,
  resource: 'Service web',
  message: 'port 80 goes nowhere',
  fix: 'correct it',
  explanation: 'It matters.',
  docs: 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/target-port-missing.md',
};
const db = { kind: 'Service', name: 'db', reason: 'selects no pods in these manifests', file: 'db.yaml', line: 4 };
const web = { kind: 'Service', name: 'web', reason: 'selects pods of a Rollout' };
const broken = { message: 'expected a number, got a string', file: 'dist/api.yaml', line: 3 };

const allowanceOf = (annotation: string, silenced: Finding[]): Allowance => ({
  resource: 'Service web',
  annotation,
  added: false,
  silenced,
});

describe('the verdict', () => {
  it.each<[string, Partial<CheckResult>]>([
    ['✅ Safe to apply: nothing found in 3 Services', { services }],
    [
      '⚠️ Nothing found in 2 Services; 2 not judged: db (selects no pods in these manifests), web (selects pods of a Rollout)',
      { services, notJudged: [db, web] },
    ],
    ['⚠️ Nothing judged; 1 not judged: db (selects no pods in these manifests)', { notJudged: [db] }],
    [
      '⚠️ Nothing found in 3 Services; 2 not judged: State web (had manifests to render), Deployment api (differs)',
      {
        services,
        notJudged: [
          { kind: 'State', name: 'web', reason: 'had manifests to render' },
          { kind: 'Deployment', name: 'api', reason: 'differs' },
        ],
      },
    ],
    ['ℹ️ Nothing to judge: no Service selects pods in these manifests', {}],
    [
      '⚠️ Nothing to check here; render it first: kustomize build overlays/prod',
      { renderFirst: ['kustomize build overlays/prod'] },
    ],
    [
      '⚠️ Nothing found in 3 Services; not rendered yet: helm template chart',
      { services, renderFirst: ['helm template chart'] },
    ],
    ['⚠️ Nothing found in 3 Services; 1 document left out, see below', { services, leftOut: [broken] }],
    ['ℹ️ Nothing new found in 3 Services; 2 already there', { services, existing: [FINDING, FINDING] }],
    [
      '⚠️ Needs review: 1 warning in 3 Services; 1 more already there',
      { services, findings: [FINDING], existing: [FINDING] },
    ],
    [
      'ℹ️ Nothing else found in 3 Services; 1 finding allowed',
      { services, allowances: [allowanceOf('cdk8s-rollouts/allow: target-port-missing', [FINDING])] },
    ],
    [
      'ℹ️ Nothing else found in 3 Services; 1 finding allowed',
      {
        services,
        allowances: [
          allowanceOf('target-port-missing until 2027-03-31 (intended)', [FINDING]),
          allowanceOf('target-port-missing until 2027-06-30 (intended)', [FINDING]),
        ],
      },
    ],
    [
      '✅ Safe to apply: nothing found in 3 Services',
      {
        services,
        allowances: [
          allowanceOf('cdk8s-rollouts/allow: share-jump', []),
          allowanceOf('cdk8s-rollouts/role: preview', [FINDING]),
        ],
      },
    ],
  ])('is %s', (expected, parts) => {
    expect(verdict(checkResult(parts), FAIL_ON_ERROR)).toBe(expected);
  });

  it('is never "safe" if something was not judged', () => {
    const result = checkResult({ services, notJudged: [db] });
    const options = { failOn: FAIL_ON_ERROR, notes: [] };
    const texts = [
      formatCheckText(result, PLAIN),
      formatCheckMarkdown(result, options),
      formatCheckHtml(result, options),
      formatCheckGithub(result, (file) => file),
    ];
    for (const text of texts) {
      expect(text).not.toMatch(/\bsafe[: ]/i);
      expect(text).toMatch(/othing found in 3 Services; 1 not judged: db \(selects no pods in these manifests\)/);
    }
  });

  it('fails if that is asked for', () => {
    const failOn = { severity: 'error', notJudged: true } as const;
    expect(verdict(checkResult({ services, notJudged: [db] }), failOn)).toMatch(/^❌ Not judged: nothing found in 3/);
    expect(verdict(checkResult({ services, leftOut: [broken] }), failOn)).toMatch(/^❌ Not judged: nothing found in 3/);
    expect(verdict(checkResult({ services }), failOn)).toMatch(/^✅/);
  });

  it('names the first five', () => {
    const notJudged = Array.from({ length: 12 }, (_, index) => ({ ...db, name: `db-${index}` }));
    const text = verdict(checkResult({ notJudged }), FAIL_ON_ERROR);
    expect(text).toMatch(/; 12 not judged: db-0 \(.*\), db-4 \(selects no pods in these manifests\), 7 more$/);
  });
});

describe('the report lists beside the findings', () => {
  const allowance = {
    resource: 'Service web',
    annotation: 'cdk8s-rollouts/allow: share-jump',
    added: true,
    silenced: [FINDING],
    file: 'dist/web.yaml',
    line: 6,
  };
  const result = checkResult({
    services,
    notJudged: [db],
    leftOut: [broken],
    existing: [FINDING],
    allowances: [allowance, { ...allowance, added: false, silenced: [] }],
    passedOver: [{ what: 'kustomization file', count: 2 }],
  });

  it('the objects that were not judged, left out, already there, allowed and passed over', () => {
    expect(formatCheckText(result, PLAIN)).toBe(`Not judged
  Service db selects no pods in these manifests (db.yaml:4)

Left out
  dist/api.yaml:3: expected a number, got a string

Already there
  warning target-port-missing: port 80 goes nowhere

Allowed
  Service web with cdk8s-rollouts/allow: share-jump (added by this change) silences target-port-missing (dist/web.yaml:6)

Passed over
  2 kustomization files

nothing new found in 3 Services; 1 already there; 1 finding allowed; 1 not judged: db (selects no pods in these manifests); 1 document left out, see below (0 shown, 3 unchanged)
`);
  });

  it('the same in Markdown and HTML', () => {
    const options = { failOn: FAIL_ON_ERROR, notes: [] };
    const markdown = formatCheckMarkdown(result, options);
    const html = formatCheckHtml(result, options);
    for (const title of ['Not judged', 'Left out', 'Already there', 'Allowed', 'Passed over']) {
      expect(markdown).toContain(`<summary>${title}</summary>`);
      expect(html).toContain(`<h2>${title}</h2>`);
    }
    expect(markdown).toContain('- Service db selects no pods in these manifests (db.yaml:4)\n');
    expect(html).toContain('<li>Service db selects no pods in these manifests (db.yaml:4)</li>');
  });

  it('at most twenty of each', () => {
    const notJudged = Array.from({ length: 25 }, (_, index) => ({ ...db, name: `db-${index}` }));
    const lines = formatCheckText(checkResult({ services, notJudged }), PLAIN).split('\n');
    expect(lines.filter((line) => line.startsWith('  Service db-'))).toHaveLength(20);
    expect(lines).toContain('  … and 5 more: --format json lists all');
  });
});
