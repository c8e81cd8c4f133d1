import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/check/check-result';
import { Severity } from '../../src/check/severity';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { escapeMarkdown, escapeMermaid } from '../../src/cli/format/markdown-escape';
import { deployment, service, v1, v2, WEB } from '../check/manifests';
import { linksIn, visibleMarkdown } from '../support/markdown-links';
import { runInProcess } from '../support/run-in-process';
import { workspace, yaml } from '../support/workspace';

const LINKS = [
  'https://evil.example/login',
  'HTTP://evil.example',
  'ftp://evil.example/x',
  'see www.evil.example',
  'WWW.evil.example',
  'mailto:a@evil.example',
  'xmpp:a@evil.example/x',
  'a@evil.example',
  '@octocat',
  '@org/team',
  '#1',
  'owner/repo#1',
  'GH-1',
  '!1',
  'group/project!1',
  '$1',
  '%1',
  '%"17.0"',
  '~bug',
  '~"to do"',
  '&1',
  '^alert#1',
  ':tada:',
  ':+1:',
];

describe('text that a forge turns into a link', () => {
  it.each(LINKS)('%j is such a text, and no longer once it is escaped', (text) => {
    expect(linksIn(text)).not.toEqual([]);
    expect(linksIn(escapeMarkdown(text))).toEqual([]);
    expect(visibleMarkdown(escapeMarkdown(text))).toBe(text);
  });

  it('is in no escaped text', () => {
    const piece = fc.constantFrom(
      ...Array.from(':/@#!$%~&^.<>-`\\|[]()"'),
      'http',
      'www',
      'GH',
      'a',
      '1',
      ' ',
      'mailto',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        (text) => {
          expect(linksIn(escapeMarkdown(text))).toEqual([]);
          expect(visibleMarkdown(escapeMarkdown(text))).toBe(text);
        },
      ),
    );
  });

  it('is in no report of a check', async () => {
    for (const text of LINKS) {
      const bad = deployment('web-v2', { replicas: 1, labels: { app: 'web', version: text }, image: text });
      const after = yaml(v1(0), bad, service('web', { app: 'web' }), service(text, { app: text }));
      const cwd = workspace({ 'before.yaml': yaml(v1(9), v2(1), WEB), 'after.yaml': after });
      const args = ['check', 'after.yaml', '--against', 'before.yaml', '--format', 'markdown'];
      const { stdout } = await runInProcess(args, { cwd });
      // Our own links to the rules and the Mermaid diagrams are not text from manifests.
      const texts = stdout.replaceAll(/\]\(https:[^)]*\)/g, ']').replaceAll(/```mermaid[^]*?```/g, '');
      expect(linksIn(texts)).toEqual([]);
    }
  });
});

describe('a text of 31,000 characters', () => {
  const long = 'x'.repeat(31_000);
  const EMPTY: CheckResult = {
    findings: [],
    existing: [],
    services: [],
    notJudged: [],
    leftOut: [],
    passedOver: [],
    renderFirst: [],
    allowances: [],
    assumptions: [],
  };

  it.each(['message', 'fix', 'file', 'resource'])('as %s of a finding hides no other finding', (field) => {
    const finding = {
      rule: 'share-jump',
      severity: Severity.ERROR,
      resource: 'Service web',
      message: 'the second one',
      fix: 'fix it',
      docs: 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/share-jump.md',
      explanation: 'why',
    };
    const findings = [
      { ...finding, message: 'the first one', [field]: long },
      finding,
      { ...finding, message: 'the last' },
    ];
    const result: CheckResult = { ...EMPTY, findings };
    const markdown = formatCheckMarkdown(result, { failOn: FAIL_ON_ERROR, notes: [long, 'a note'] });
    expect(markdown).toContain('the second one');
    expect(markdown).toContain('the last');
    expect(markdown).toContain('> a note');
    expect(markdown.length).toBeLessThan(10_000);
  });

  it('is cut in text and in diagrams', () => {
    expect(escapeMarkdown(long)).toBe(`${'x'.repeat(600)}…`);
    expect(escapeMermaid(long).length).toBeLessThan(700);
  });
});
