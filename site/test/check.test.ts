import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { CheckResult } from '../../src/check/check-result';
import { runInProcess } from '../../test/support/run-in-process';
import { workspace } from '../../test/support/workspace';
import { EXAMPLES } from '../playground/check/examples';
import { pack, unpack } from '../playground/fragment';
import { browserTest, expectAccessible, expectFits, stopClock } from './support/browser-test';
import { hostileYaml } from './support/hostile-yaml';

/** Reads the findings that the page shows, and the lines that it marks. */
function readFindings(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    findings: [...document.querySelectorAll('.pg-finding')].map((card) => ({
      title: card.querySelector('h2')?.textContent,
      lines: [...card.querySelectorAll(':scope > p')].map((line) => line.textContent),
      events: [...card.querySelectorAll('.events > li > span')].map((line) => line.textContent),
    })),
    marks: [...document.querySelectorAll('.pg-pane:nth-child(2) .line:has(.mark)')].map((line) => [
      Number(line.querySelector('.number')?.textContent),
      line.querySelector('.mark')?.textContent,
    ]),
    services: [...document.querySelectorAll('.pg-service-card h2')].map((title) => title.textContent),
  }));
}

/** Returns the same, from the JSON of the command line. */
async function checkByCommand(before: string, after: string): Promise<unknown> {
  const folder = workspace({ 'before.yaml': before, 'after.yaml': after });
  const args = ['check', join(folder, 'after.yaml'), '--against', join(folder, 'before.yaml'), '--format', 'json'];
  const { stdout, stderr } = await runInProcess(args, { cwd: folder });
  expect(stderr).toBe('');
  const { findings, services } = JSON.parse(stdout) as CheckResult;
  const marked = new Map(
    findings.flatMap(({ line, rule }) => (line === undefined ? [] : [[line, rule] as const])).reverse(),
  );
  return {
    findings: findings.map(({ severity, rule, message, fix, explanation, counterexample }) => ({
      title: `${severity} ${rule}`,
      lines: [`${message}.`, `Fix: ${fix}.`, explanation],
      events: (counterexample?.steps ?? []).map(
        ({ event, endpoints }) => `${event}: ${endpoints} endpoint${endpoints === 1 ? '' : 's'}`,
      ),
    })),
    marks: [...marked].sort(([a], [b]) => a - b),
    services: services.map(({ name }) => `Service ${name}`),
  };
}

const linkTo = async (before: string, after: string): Promise<string> =>
  `playground#check?yaml=${await pack([before, after])}`;

describe('the check of the playground', () => {
  browserTest('shows the same findings for each example as the command line', async ({ open }) => {
    const { page } = await open('playground#check', { reducedMotion: 'reduce' });
    await page.waitForSelector('.pg-verdict');
    let found = 0;
    for (const { id, before, after } of EXAMPLES) {
      await page.selectOption('#example', id);
      const expected = await checkByCommand(before, after);
      // The page loads the YAML package for an example that is not plain.
      await expect.poll(() => readFindings(page), { message: id }).toEqual(expected);
      found += (expected as { findings: unknown[] }).findings.length;
      await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#check?example=${id}`);
    }
    expect(found).toBeGreaterThan(0);
  });

  browserTest('can be used with the keyboard alone', async ({ open }) => {
    const { page } = await open('playground', { reducedMotion: 'reduce' });
    await page.focus('[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    expect(await page.textContent('[role=tab]:focus')).toBe('Check a change');
    await page.waitForSelector('#example');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('example');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#check?example=five-and-five');
    await page.keyboard.press('Tab');
    expect(await page.textContent(':focus')).toBe('Play');
    await page.keyboard.press('Tab');
    const event = (): Promise<string | null> => page.textContent('.player .event >> nth=0');
    expect(await event()).toBe('0. the state before is at rest');
    await page.keyboard.press('ArrowRight');
    expect(await event()).toMatch(/^1\. /);
    await page.focus('.pg-pane:nth-child(2) button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.pg-pane:nth-child(2) .cm-content:focus');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('kind: [');
    await expect.poll(() => page.textContent('.pg-problem-title')).toBe('The YAML can’t be read');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.pg-pane'))).toBeNull();
  });

  browserTest('plays the worst sequence of events, pauses, and can be stepped through', async ({ open }) => {
    const { page } = await open('playground');
    await stopClock(page);
    await page.click('text=Check a change');
    const state = async (): Promise<unknown> => [
      await page.textContent('.scrubber button'),
      await page.inputValue('.scrubber input'),
    ];
    await expect.poll(state).toEqual(['Pause', '0']);
    await page.clock.runFor(2000);
    expect(await state()).toEqual(['Play', '1']);
    expect(await page.textContent('.player .endpoints strong')).toBe('5 ready endpoints');
    await page.click('.scrubber button');
    expect(await state()).toEqual(['Pause', '0']);
    await page.click('.scrubber button');
    await page.clock.runFor(10_000);
    expect(await state()).toEqual(['Play', '0']);
    await page.locator('.scrubber input').fill('1');
    expect(await page.textContent('.player .event')).toMatch(/^1\. .*loses 5 pods/);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.selectOption('#example', 'green-and-switch');
    expect(await state()).toEqual(['Play', '0']);
  });

  browserTest('keeps the state in the fragment, so that a link shows the same state', async ({ open }) => {
    const link = await linkTo(EXAMPLES[0]!.before, EXAMPLES[0]!.after.replaceAll('replicas: 10', 'replicas: 9'));
    const { page } = await open(link, { reducedMotion: 'reduce' });
    expect(await page.textContent('.pg-verdict')).toMatch(/^❌/);
    expect(await page.inputValue('#example')).toBe('');
    expect(await page.textContent('.pg-pane:nth-child(2) .pg-source')).toContain('replicas: 9');
    await page.click('.pg-pane:nth-child(2) button');
    await page.waitForSelector('.cm-content:focus');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# mine\n');
    const shared = async (): Promise<string> => {
      const [, packed = ''] = (await page.evaluate(() => location.hash)).split('yaml=');
      return JSON.stringify(await unpack(packed));
    };
    await expect.poll(shared).toContain('"# mine\\n');
    const again = await open(`playground${await page.evaluate(() => location.hash)}`, { reducedMotion: 'reduce' });
    expect(await again.page.textContent('.pg-pane:nth-child(2) .line')).toContain('# mine');
  });

  browserTest('runs no script from the YAML', async ({ open }) => {
    const { page, errors } = await open(await linkTo(hostileYaml('blue'), hostileYaml('green')), {
      reducedMotion: 'reduce',
    });
    expect(await page.textContent('.pg-finding h2')).toContain('no-ready-endpoints');
    expect(await page.textContent('.player')).toContain('<img src=x onerror="window.hacked=1">');
    await page.click('.pg summary');
    expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.locator('.pg img, .pg script').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  browserTest('survives YAML that expands without end, and text that is not YAML', async ({ open }) => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghijklmnopqrstuvwxyz'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [*${'abcdefghijklmnopqrstuvwxyz'[index]!}, *${'abcdefghijklmnopqrstuvwxyz'[index]!}]`,
        ),
    ];
    for (const yaml of [bomb.join('\n'), 'kind: [', '__proto__: { polluted: 1 }\nkind: Service\n']) {
      const { page, errors } = await open(await linkTo('', yaml), { reducedMotion: 'reduce' });
      await page.waitForSelector('.pg-problem-title, .pg-verdict');
      expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
      expect(errors).toEqual([]);
    }
  });

  browserTest('has no violations that axe finds, in light and dark, with the editor open', async ({ open }) => {
    const { page } = await open('playground#check', { reducedMotion: 'reduce' });
    await page.waitForSelector('.pg-verdict');
    await expectAccessible(page);
    await page.click('.pg-pane:nth-child(2) button');
    await page.waitForSelector('.cm-content');
    await page.click('.pg details summary');
    await expectAccessible(page);
  });

  browserTest('fits a phone', async ({ open }) => {
    const { page } = await open('playground#check', { viewport: { width: 420, height: 800 }, reducedMotion: 'reduce' });
    await page.waitForSelector('.pg-verdict');
    await expectFits(page);
  });
});
