import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/check/check-result';
import type { Counterexample } from '../../src/check/counterexample';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { formatCheckHtml } from '../../src/cli/format/check-html';
import { PLAYER_SCRIPT } from '../../src/cli/format/player-script';
import { drawServices } from '../../src/picture/draw-services';
import { looksOf } from '../../src/picture/looks';
import { ASSUMPTIONS, checkResult, FINDING, WEB_REPORT } from '../support/check-result';
import { readSvg, textsOf } from '../picture/read-svg';

const counterexample: Counterexample = {
  service: 'web',
  steps: [
    {
      event: 'the state before is at rest',
      endpoints: 10,
      pods: [
        { version: 'v1', deployment: 'web-v1', ready: 5, selected: true },
        { version: 'v2', deployment: 'web-v2', ready: 5, selected: true },
      ],
    },
    {
      event: 'v1 loses 5 pods',
      endpoints: 5,
      pods: [
        { version: 'v1', deployment: 'web-v1', ready: 0, selected: false },
        { version: 'v2', deployment: 'web-v2', ready: 5, selected: true },
      ],
    },
  ],
};
const result = checkResult({ findings: [FINDING], services: [WEB_REPORT], assumptions: ASSUMPTIONS });

const format = (given: CheckResult, notes: string[] = []) => formatCheckHtml(given, { failOn: FAIL_ON_ERROR, notes });
/** Parses the page, which is also well-formed XML, so that a strict parser can check its structure. */
const read = (page: string) => readSvg(page.replace(/^<!doctype html>\n/, ''));
const elementsOf = (page: string, name: string) => Array.from(read(page).getElementsByTagName(name));
const linesOf = (page: string, name: string) =>
  textsOf(read(page), name).map((text) => text.replace(/\s+/g, ' ').trim());

describe('the page of a check', () => {
  it('has the verdict, the notes, the findings and each Service', () => {
    const page = format(result, ['everything under dist/ is new']);
    expect(linesOf(page, 'title')).toEqual(['❌ Not safe: 1 error in 1 Service']);
    expect(linesOf(page, 'h1')).toEqual(['❌ Not safe: 1 error in 1 Service']);
    expect(linesOf(page, 'h2')).toEqual(['Service shop/web']);
    expect(linesOf(page, 'p')).toEqual([
      'everything under dist/ is new',
      'error capacity-below-floor dist/web.yaml:12',
      'Service shop/web falls from 10 to 5 ready endpoints; the floor is 8.',
      'Fix: insert a stage with web-v2 at 10.',
      'Too few pods are slow.',
      '10 ready endpoints before, 5 at the lowest, 10 after.',
      'Assumed: all pods of the state before are ready and readiness probes tell the truth.',
    ]);
    expect(linesOf(page, 'tr')).toEqual([
      'Share of ○ Before ━ On the way ● After 0 to 100%',
      'v1 50% 0–50% 0%',
      'v2 50% 50–100% 100%',
    ]);
  });

  it('has the picture of the new state, with the versions that are served', () => {
    expect(linesOf(format(result), 'figcaption')).toEqual(['After the change']);
    const image = read(format(result)).getElementsByTagName('img')[0];
    const served = { version: 'v2', kind: 'Deployment', deployment: 'web-v2', endpoints: 10, percent: 100 };
    const picture = drawServices(
      [{ namespace: 'shop', name: 'web', servesUsers: true, endpoints: 10, versions: [served] }],
      [],
      looksOf(['v1', 'v2']),
    );
    const [, data = ''] = image?.getAttribute('src')?.split('data:image/svg+xml;base64,') ?? [];
    expect(Buffer.from(data, 'base64').toString()).toBe(picture);
    expect(image?.getAttribute('alt')).toBe(
      'Service shop/web, 10 ready endpoints: 100% to v2 (Deployment web-v2, 10 pods).',
    );
  });

  it('draws each share before, on the way and after on a scale from 0 to 100 percent', () => {
    const [first] = Array.from(read(format(result)).getElementsByTagName('svg'));
    const paths = Array.from(first!.getElementsByTagName('path'), (path) => path.getAttribute('d'));
    expect(paths).toEqual(['M9 10H211', 'M9 10H110']);
    const dots = Array.from(first!.getElementsByTagName('circle'), (dot) => [
      dot.getAttribute('fill'),
      dot.getAttribute('cx'),
    ]);
    expect(dots).toEqual([
      ['currentColor', '9'],
      ['none', '110'],
    ]);
  });

  it('says that nothing was found, and counts the unchanged Services', () => {
    const steady = {
      ...WEB_REPORT.versions[1]!,
      percentBefore: 100,
      percentLowest: 100,
      percentHighest: 100,
      percentAfter: 100,
    };
    const services = [{ ...WEB_REPORT, lowestReadyEndpoints: 10, versions: [steady] }];
    const page = format(checkResult({ services }));
    expect(linesOf(page, 'h1')).toEqual(['✅ Safe to apply: nothing found in 1 Service']);
    expect(linesOf(page, 'h2')).toEqual([]);
    expect(linesOf(page, 'p')).toEqual(['1 Service unchanged.']);
  });

  it('has no picture and no dots if nothing is served', () => {
    const page = format(
      checkResult({
        services: [{ ...WEB_REPORT, versions: [{ version: 'v1', kind: 'Deployment', deployment: 'web' }] }],
      }),
    );
    expect(linesOf(page, 'tr')[1]).toBe('v1 – – –');
    expect(page).not.toMatch(/<img|<circle/);
  });

  it('has pictures for the first hundred Services, and tables for all', () => {
    const services = Array.from({ length: 150 }, (_, index) => ({ ...WEB_REPORT, name: `web-${index}` }));
    const page = read(format(checkResult({ services })));
    expect(page.getElementsByTagName('table')).toHaveLength(150);
    expect(page.getElementsByTagName('img')).toHaveLength(100);
  });

  it('loads nothing and runs nothing', () => {
    const page = format(result);
    expect(page).toContain(
      '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:"/>',
    );
    expect([...page.matchAll(/(?:src|href)="([^",]{1,40})/g)].map(([, address]) => address)).toEqual([
      'https://github.com/cdk8s-rollouts/cdk8s-',
      'data:image/svg+xml;base64',
    ]);
    expect(page).not.toMatch(/<script|<link|@import|url\(/);
  });

  it('shows a sequence of events that is complete without a script', () => {
    const page = format(checkResult({ findings: [{ ...FINDING, counterexample }], services: [WEB_REPORT] }));
    const [player] = elementsOf(page, 'div').filter((element) => element.getAttribute('class') === 'player');
    expect(player!.getAttribute('aria-label')).toBe('Worst sequence of events for Service web');
    const inShop = { ...FINDING, counterexample: { ...counterexample, namespace: 'shop' } };
    const [other] = elementsOf(format(checkResult({ findings: [inShop] })), 'div').filter(
      (element) => element.getAttribute('class') === 'player',
    );
    expect(other!.getAttribute('aria-label')).toBe('Worst sequence of events for Service shop/web');
    expect(textsOf(other!, 'span')[0]).toBe('Service shop/web');
    expect(textsOf(player!, 'strong')).toEqual(['5 ready endpoints']);
    expect(textsOf(player!, 'li').map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      'the state before is at rest: 10 endpoints v1: 5 ready, 50% of the traffic v2: 5 ready, 50% of the traffic',
      'v1: 5 ready, 50% of the traffic',
      'v2: 5 ready, 50% of the traffic',
      'v1 loses 5 pods: 5 endpoints v1: 0 ready, not selected v2: 5 ready, 100% of the traffic',
      'v1: 0 ready, not selected',
      'v2: 5 ready, 100% of the traffic',
    ]);
    const dots = elementsOf(page, 'span').map((element) => element.getAttribute('class'));
    expect(dots.filter((name) => name?.startsWith('dot '))).toEqual([
      ...Array<string>(5).fill('dot tone-stable gone'),
      ...Array<string>(5).fill('dot tone-canary striped ready'),
    ]);
  });

  it('gives a version one color in its sequence, its table and its picture, and the old one the muted color', () => {
    const services = [
      {
        ...WEB_REPORT,
        versions: [...WEB_REPORT.versions]
          .reverse()
          .map((version, index) => ({ ...version, percentBefore: index === 0 ? 0 : 100 })),
      },
    ];
    const page = format(checkResult({ findings: [{ ...FINDING, counterexample }], services }));
    const keys = elementsOf(page, 'span').filter((element) => element.getAttribute('class')?.startsWith('key '));
    expect(keys.map((key) => [key.textContent, key.getAttribute('class')])).toEqual([
      ['v1', 'key tone-stable'],
      ['v2', 'key tone-canary'],
      ['v2', 'key tone-canary'],
      ['v1', 'key tone-stable'],
    ]);
    const [, picture = ''] = /base64,([\w+/=]+)/.exec(page) ?? [];
    expect(Buffer.from(picture, 'base64').toString()).toMatch(/<path class="canary"[\s\S]*<path class="stripes"/);
  });

  it('may run only its own script, and only if there is something to animate', () => {
    const page = format(checkResult({ findings: [{ ...FINDING, counterexample }] }));
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
    expect(scripts).toEqual([`/*<![CDATA[*/${PLAYER_SCRIPT}/*]]>*/`]);
    const hash = createHash('sha256').update(scripts[0]!).digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'"/>`);
    expect(format(result)).not.toContain('script-src');
  });

  it('shows at most 60 events, with the last', () => {
    const [first, last] = counterexample.steps;
    const steps = [...Array.from({ length: 99 }, () => first!), last!];
    const page = format(checkResult({ findings: [{ ...FINDING, counterexample: { ...counterexample, steps } }] }));
    const events = [...page.matchAll(/<li data-event="([^"]*)"/g)].map(([, event]) => event);
    expect([events.length, events.at(-1)]).toEqual([60, 'v1 loses 5 pods']);
    expect(linesOf(page, 'p')).toContain('… 40 events left out before the last one');
  });

  it('draws at most 60 dots and 12 versions', () => {
    const pods = Array.from({ length: 20 }, (_, index) => ({
      version: `v${index}`,
      kind: 'Deployment',
      deployment: `web-${index}`,
      ready: 90,
      selected: true,
    }));
    const many = { service: 'web', steps: [{ event: 'the state before is at rest', endpoints: 1800, pods }] };
    const page = format(checkResult({ findings: [{ ...FINDING, counterexample: many }] }));
    expect(page.match(/class="row"/g)).toHaveLength(12);
    expect(page.match(/class="dot [^"]*ready"/g)).toHaveLength(12 * 60);
    expect(linesOf(page, 'p')).toContain('… and 8 more versions');
  });

  it('escapes names that HTML or a reader would misread', () => {
    const name = '</td><script>alert("1")</script>&amp;\u0000\u202e';
    const shown = '</td><script>alert("1")</script>&amp;\\u0000\\u202e';
    const versions = [
      { ...WEB_REPORT.versions[1]!, version: name, kind: 'Deployment', deployment: name, percentAfter: 100 },
    ];
    const nasty = { ...FINDING, message: name, fix: name, explanation: name, file: name };
    const page = format(
      checkResult({ findings: [nasty], services: [{ ...WEB_REPORT, name, namespace: name, versions }] }),
      [name],
    );
    expect(linesOf(page, 'h2')).toEqual([`Service ${shown}/${shown}`]);
    expect(linesOf(page, 'p').slice(0, 5)).toEqual([
      shown,
      `error capacity-below-floor ${shown}:12`,
      `${shown}.`,
      `Fix: ${shown}.`,
      shown,
    ]);
    expect(linesOf(page, 'tr')[1]).toBe(`${shown} 50% 50–100% 100%`);
    expect(page).not.toContain('<script');
  });

  it('has the same bytes each time', () => {
    expect(format(structuredClone(result))).toBe(format(result));
  });
});
