import { describe, expect, it } from 'vitest';
import type { CheckResult, ServiceReport } from '../../src/check/check-result';
import type { Finding } from '../../src/check/finding';
import { Severity } from '../../src/check/severity';
import { formatCheckGithub } from '../../src/cli/format/check-github';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { formatCheckText } from '../../src/cli/format/check-text';
import type { FailSeverity } from '../../src/cli/fail-on';
import { PLAIN } from '../../src/cli/format/colors';
import { toJson } from '../../src/cli/format/json';
import { ASSUMPTIONS, checkResult, FINDING, WEB_REPORT } from '../support/check-result';
import { formatShowMarkdown } from '../../src/cli/format/show-markdown';
import { formatShowText } from '../../src/cli/format/show-text';

const STEADY: ServiceReport = {
  ...WEB_REPORT,
  name: 'steady',
  lowestReadyEndpoints: 10,
  versions: [
    {
      version: 'v1',
      kind: 'Deployment',
      deployment: 'api',
      percentBefore: 100,
      percentLowest: 100,
      percentHighest: 100,
      percentAfter: 100,
    },
  ],
};

const RESULT = checkResult({ findings: [FINDING], services: [WEB_REPORT, STEADY], assumptions: ASSUMPTIONS });
const WARNING: CheckResult = { ...RESULT, findings: [{ ...FINDING, severity: Severity.WARNING }] };
const NOTHING = checkResult({ services: [STEADY] });
const DOCS = 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/capacity-below-floor.md';

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('the text of a check', () => {
  it('puts findings of a Deployment with its Service, others last, and counts the unchanged Services', () => {
    const ofDeployment = { ...FINDING, resource: 'Deployment shop/web-v2', severity: Severity.WARNING, rule: 'other' };
    const elsewhere = { ...FINDING, resource: 'HorizontalPodAutoscaler shop/x', severity: Severity.INFO, rule: 'last' };
    const text = formatCheckText({ ...RESULT, findings: [elsewhere, FINDING, ofDeployment] }, PLAIN);
    expect(text.split('\n').filter((line) => /^\S|^ {2}(?:error|warning|info)/.test(line))).toEqual([
      'Service shop/web: 10 → 10 ready endpoints, 5 at the lowest',
      '  error capacity-below-floor  dist/web.yaml:12',
      '  warning other  dist/web.yaml:12',
      '  info last  dist/web.yaml:12',
      'assumed: all pods of the state before are ready and readiness probes tell the truth',
      '1 error, 1 warning and 1 remark in 2 Services (1 shown, 1 unchanged)',
    ]);
  });

  it('says that nothing was found', () => {
    expect(formatCheckText(NOTHING, PLAIN)).toBe('safe: nothing found in 1 Service (0 shown, 1 unchanged)\n');
  });

  it('keeps to the width of the terminal, and keeps the end of a version, which is the tag', () => {
    const long = 'registry.example.com/platform/team/web';
    const versions = WEB_REPORT.versions.map((version, index) => ({ ...version, version: `${long}:1.${index}` }));
    const result = { ...RESULT, services: [{ ...WEB_REPORT, versions }] };
    const text = formatCheckText(result, PLAIN, { columns: 80 });
    expect(text).toBe(`Service shop/web: 10 → 10 ready endpoints, 5 at the lowest
  …orm/team/web:1.0  █████░░░░░    50%  →  ░░░░░░░░░░     0%  0–50% on the way
  …orm/team/web:1.1  █████░░░░░    50%  →  ██████████   100%  50–100% on the way
  error capacity-below-floor  dist/web.yaml:12
    Service shop/web falls from 10 to 5 ready endpoints; the floor is 8
    fix: insert a stage with web-v2 at 10
    https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/capacity-below-floor.md

assumed: all pods of the state before are ready and readiness probes tell the
truth
1 error in 1 Service (1 shown, 0 unchanged)
`);
    expect(formatCheckText(result, PLAIN, { columns: 48 }).split('\n').slice(0, 8)).toEqual([
      'Service shop/web:',
      '  10 → 10 ready endpoints, 5 at the lowest',
      '  …/web:1.0    50%  →     0%  0–50% on the way',
      '  …/web:1.1    50%  →   100%  50–100% on the way',
      '  error capacity-below-floor  dist/web.yaml:12',
      '    Service shop/web falls from 10 to 5 ready',
      '    endpoints; the floor is 8',
      '    fix: insert a stage with web-v2 at 10',
    ]);
  });

  it('links a rule once, on a line of its own that stays whole', () => {
    const other = { ...FINDING, rule: 'share-jump', docs: DOCS.replace('capacity-below-floor', 'share-jump') };
    const findings = [FINDING, { ...FINDING, resource: 'Service shop/api' }, other];
    const text = formatCheckText({ ...RESULT, findings }, PLAIN, { columns: 40 });
    expect(text.split('\n').filter((line) => line.includes('https:'))).toEqual([`    ${DOCS}`, `    ${other.docs}`]);
  });

  it('begins with the summary if there are more than five Services', () => {
    const lines = (count: number): string[] =>
      formatCheckText(
        checkResult({ services: many(count, (index) => ({ ...WEB_REPORT, name: `web-${index}` })) }),
        PLAIN,
      ).split('\n');
    expect(lines(6)[0]).toBe('safe: nothing found in 6 Services (6 shown, 0 unchanged)');
    expect(lines(6).at(-2)).toBe(lines(6)[0]);
    expect(lines(5)[0]).toBe('Service shop/web-0: 10 → 10 ready endpoints, 5 at the lowest');
  });

  it('has a dash for the share of nothing', () => {
    const fresh = {
      ...WEB_REPORT,
      endpointsBefore: 0,
      versions: [{ version: 'v1', kind: 'Deployment', deployment: 'web', percentAfter: 100 }],
    };
    expect(formatCheckText(checkResult({ services: [fresh] }), PLAIN)).toContain(
      '  v1  ░░░░░░░░░░      –  →  ██████████   100%  – on the way\n',
    );
  });
});

describe('the Markdown of a check', () => {
  const format = (result: CheckResult, severity: FailSeverity = 'error') =>
    formatCheckMarkdown(result, { failOn: { severity, notJudged: false }, notes: [] });

  it('has the verdict, the findings, and one table for all Services that change', () => {
    const api = {
      ...WEB_REPORT,
      namespace: undefined,
      name: 'api',
      versions: [WEB_REPORT.versions[0]!],
      removed: true,
    };
    expect(format({ ...RESULT, services: [WEB_REPORT, STEADY, api] })).toBe(`<!-- cdk8s-rollouts check -->

## ❌ Not safe: 1 error in 3 Services

- ❌ **error** [capacity-below-floor](${DOCS}) (dist/web.yaml:12): Service shop/web falls from 10 to 5 ready endpoints; the floor is 8.
  **Fix:** insert a stage with web-v2 at 10.

| Service | Version | Before | On the way | After | Ready endpoints |
| --- | --- | ---: | ---: | ---: | --- |
| shop/web | v1 | 50% | 0–50% | 0% | 10 → 10, **5** at the lowest |
|  | v2 | 50% | 50–100% | 100% |  |
| api (removed) | v1 | 50% | 0–50% | 0% | 10 → 10, **5** at the lowest |

<sub>1 Service unchanged. Assumed: all pods of the state before are ready and readiness probes tell the truth.</sub>
`);
  });

  it("draws Services that share pods, which the table can't show", () => {
    const services = [
      WEB_REPORT,
      { ...WEB_REPORT, name: 'admin', versions: [WEB_REPORT.versions[1]!] },
      { ...WEB_REPORT, namespace: 'other' },
    ];
    expect(/```mermaid\n([^]*?)```/.exec(format(checkResult({ services })))?.[1]).toBe(`flowchart LR
  s0["Service shop/web"]
  s1["Service shop/admin"]
  s0 -.->|"50% → 0%"| v0["v1 (Deployment web-v1)"]
  s0 ==>|"50% → 100%"| v1["v2 (Deployment web-v2)"]
  s1 ==>|"50% → 100%"| v1["v2 (Deployment web-v2)"]
`);
    expect(format(RESULT)).not.toContain('mermaid');
  });

  it('folds away the Services for tests and for one version alone', () => {
    const preview = { ...WEB_REPORT, name: 'web-preview', servesUsers: false };
    const text = format(checkResult({ services: [WEB_REPORT, preview] }));
    expect(text).toContain(`| shop/web | v1 |`);
    expect(text).toContain(`
<details>
<summary>1 Service for tests or for one version alone</summary>

| Service | Version | Before | On the way | After | Ready endpoints |
| --- | --- | ---: | ---: | ---: | --- |
| shop/web-preview | v1 | 50% | 0–50% | 0% | 10 → 10, **5** at the lowest |
|  | v2 | 50% | 50–100% | 100% |  |

</details>
`);
    expect(text).not.toContain('mermaid');
  });

  it.each([
    ['✅ Safe to apply: nothing found in 1 Service', NOTHING, 'error'],
    ['❌ Not safe: 1 error in 2 Services', RESULT, 'error'],
    ['⚠️ Needs review: 1 error in 2 Services', RESULT, 'never'],
    ['⚠️ Needs review: 1 warning in 2 Services', WARNING, 'error'],
  ] as const)('says %s', (verdict, result, failOn) => {
    expect(format(result, failOn)).toContain(`\n## ${verdict}\n`);
  });

  it('stays within the limits of GitHub, and counts the omitted findings', () => {
    const findings = many(1000, (index) => ({ ...FINDING, resource: `Service shop/web-${index}` }));
    const text = format(
      checkResult({
        findings,
        services: many(2000, (index) => ({ ...WEB_REPORT, name: `web-${index}`, servesUsers: index % 2 === 0 })),
      }),
    );
    expect(text.length).toBeLessThan(65_536);
    const shownFindings = text.match(/^- ❌/gm)?.length ?? 0;
    const shownServices = text.match(/^\| shop\/web-/gm)?.length ?? 0;
    expect(text).toContain(`\n… and ${1000 - shownFindings} more findings: run the check in a terminal to see all.\n`);
    const hidden = [...text.matchAll(/^… and (\d+) more Services: run the check in a terminal to see all\.$/gm)];
    expect(hidden.reduce((sum, [, count]) => sum + Number(count), shownServices)).toBe(2000);
    expect(hidden).toHaveLength(2);
    expect(Math.min(shownFindings, shownServices)).toBeGreaterThan(20);
  });

  it('leaves no character of a name that could end a cell, a link or a label of the diagram', () => {
    const name = 'a|b`c`<d>[e](f)"g"\n;#*_&@me';
    const named = { ...WEB_REPORT, versions: [{ version: name, kind: 'Deployment', deployment: name }] };
    const text = format(checkResult({ services: [named, { ...named, name: 'other' }] }));
    expect(text).toContain(
      '| shop/web | a\\|b\\`c\\`&lt;d&gt;\\[e\\](f)"g"\\\\u000a;\\#<!-- -->\\*\\_&amp;@<!-- -->me | – | – | – | 10 → 10',
    );
    const diagram = /```mermaid\n([^]*?)```/.exec(text)?.[1] ?? '';
    expect(diagram.split('\n')[3]).toBe(
      '  s0 -.->|"– → –"| v0["Deployment a#124;b#96;c#96;#60;d#62;#91;e#93;(f)#34;g#34;#92;u000a#59;#35;#42;_#38;#64;me"]',
    );
  });
});

describe('the GitHub annotations of a check', () => {
  const format = (finding: Partial<Finding>) =>
    formatCheckGithub(checkResult({ findings: [{ ...FINDING, ...finding }] }), (file) => file);

  it('name file, line, rule and remedy', () => {
    expect(format({})).toBe(
      `::error file=dist/web.yaml,line=12,title=capacity-below-floor%3A Service shop/web::Service shop/web falls from 10 to 5 ready endpoints; the floor is 8%0Afix: insert a stage with web-v2 at 10%0A${DOCS}\n1 error\n`,
    );
  });

  it('have the last of the events that lead to a finding, cut if it is long', () => {
    const events = (...names: string[]): string => {
      const steps = names.map((event, index) => ({ event, endpoints: 10 - index, pods: [] }));
      return format({ counterexample: { service: 'web', steps } });
    };
    expect(events('start', 'v1 loses 1 pod', 'v2 loses\n1 pod')).toContain(
      'the floor is 8%0Aevent: v2 loses\\u000a1 pod: 8 endpoints%0Afix: ',
    );
    expect(events('start', 'x'.repeat(300))).toContain(`%0Aevent: ${'x'.repeat(200)}…%0Afix: `);
    expect(events('start')).not.toContain('event:');
  });

  it('have the levels of GitHub', () => {
    const levels = [Severity.ERROR, Severity.WARNING, Severity.INFO].map((severity) => format({ severity }));
    expect(levels.map((text) => text.split(' ')[0])).toEqual(['::error', '::warning', '::notice']);
  });

  it('escape characters that would end a property or start a command', () => {
    const text = format({ file: 'a,b:c%d', message: '50%\n::stop-commands::x', resource: 'Service a::b' });
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain(
      'file=a%2Cb%3Ac%25d,line=12,title=capacity-below-floor%3A Service a%3A%3Ab::50%25\\u000a::stop',
    );
  });

  it('name only files of the pull request', () => {
    const text = formatCheckGithub(RESULT, () => undefined);
    expect(text).toContain('::error title=capacity-below-floor%3A Service shop/web::');
    expect(formatCheckGithub(NOTHING, () => undefined)).toBe('safe: nothing found in 1 Service\n');
  });
});

describe('the output of show', () => {
  const services = [
    {
      namespace: 'shop',
      name: 'web',
      servesUsers: false,
      endpoints: 10,
      versions: [
        { version: 'v1', kind: 'Deployment', deployment: 'web-v1', endpoints: 7, percent: 70 },
        { version: 'v2', kind: 'Deployment', deployment: 'web-v2', endpoints: 3, percent: 30 },
      ],
    },
    {
      name: 'idle',
      servesUsers: true,
      endpoints: 0,
      versions: [{ version: 'v1', kind: 'Deployment', deployment: 'idle', endpoints: 0 }],
    },
  ];

  it('is a bar for each version', () => {
    expect(formatShowText(services, PLAIN)).toBe(`Service shop/web (serves no users): 10 ready endpoints
  v1  ██████████████░░░░░░    70%  7 pods  Deployment web-v1
  v2  ██████░░░░░░░░░░░░░░    30%  3 pods  Deployment web-v2

Service idle: 0 ready endpoints
  v1  ░░░░░░░░░░░░░░░░░░░░      –  0 pods  Deployment idle
`);
    expect(formatShowText([], PLAIN)).toBe('no Service selects pods of a Deployment, StatefulSet or DaemonSet\n');
  });

  it('is one table in Markdown', () => {
    expect(formatShowMarkdown(services)).toBe(`| Service | Version | Pods of | Pods | Share |
| --- | --- | --- | ---: | --- |
| Service shop/web (serves no users) | v1 | Deployment web-v1 | 7 | ██████████████░░░░░░ 70% |
| Service shop/web (serves no users) | v2 | Deployment web-v2 | 3 | ██████░░░░░░░░░░░░░░ 30% |
| Service idle | v1 | Deployment idle | 0 | ░░░░░░░░░░░░░░░░░░░░ – |
`);
    expect(formatShowMarkdown([])).toBe('No Service selects pods of a Deployment, StatefulSet or DaemonSet.\n');
  });
});

it('JSON preserves all characters of its input, and has no control characters', () => {
  const value = { text: '\u0000\u001b[31m\u007f\u009b\u202e\u2028\u{e0001}ü😀\n"\\' };
  const text = toJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text.trimEnd()).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});
