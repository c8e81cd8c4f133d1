import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { runInProcess } from '../../test/support/run-in-process';
import { workspace } from '../../test/support/workspace';
import { EXAMPLES } from '../playground/check/examples';
import { browserTest, expectAccessible, expectFits, stopClock } from './support/browser-test';
import { hostileYaml } from './support/hostile-yaml';

/** Writes the HTML report of a change to a file, as `check --format html` does. */
async function writeReport(before: string, after: string): Promise<string> {
  const folder = workspace({ 'before.yaml': before, 'after.yaml': after });
  const args = ['check', 'after.yaml', '--against', 'before.yaml', '--format', 'html'];
  const { stdout } = await runInProcess(args, { cwd: folder });
  const file = join(folder, 'report.html');
  writeFileSync(file, stdout);
  return file;
}

const exampleReport = (id: string): Promise<string> => {
  const { before, after } = EXAMPLES.find((example) => example.id === id)!;
  return writeReport(before, after);
};

/** Scrolls a picture to its right end, and returns how it looks there. */
async function scrollToEnd(figure: Locator): Promise<Buffer> {
  const scrolled = await figure.evaluate((element) => {
    element.scrollTo({ left: element.scrollWidth });
    return element.scrollLeft;
  });
  expect(scrolled).toBeGreaterThan(100);
  return figure.screenshot();
}

describe('the HTML report', () => {
  browserTest('plays the worst sequence of events, pauses, and can be stepped through', async ({ openFile }) => {
    const { page, requests, errors } = await openFile(await exampleReport('five-and-five'));
    await stopClock(page);
    await page.reload();
    await page.waitForSelector('.scrubber button:text("Pause")');
    await page.click('.scrubber button');
    expect(await page.textContent('.scrubber button')).toBe('Play');
    await page.focus('.scrubber input');
    await page.keyboard.press('End');
    expect(await page.textContent('.player .event')).toMatch(/^1\. .* loses 5 pods$/);
    expect(await page.textContent('.endpoints strong')).toBe('5 ready endpoints');
    expect(await page.locator('.dot.ready').count()).toBe(5);
    await page.keyboard.press('Home');
    expect(await page.textContent('.endpoints strong')).toBe('10 ready endpoints');
    expect(await page.locator('.dot.ready').count()).toBe(10);
    expect(new Set(requests).size).toBe(1);
    expect(errors).toEqual([]);
  });

  browserTest('does not start for readers who prefer reduced motion', async ({ openFile }) => {
    const { page } = await openFile(await exampleReport('five-and-five'), { reducedMotion: 'reduce' });
    await stopClock(page);
    await page.reload();
    await page.clock.runFor(10_000);
    expect(await page.textContent('.scrubber button')).toBe('Play');
    expect(await page.textContent('.player .event')).toBe('0. the state before is at rest');
  });

  browserTest('is complete without scripts', async ({ openFile }) => {
    const { page } = await openFile(await exampleReport('five-and-five'), { javaScriptEnabled: false });
    expect(await page.locator('.scrubber').count()).toBe(0);
    const text = (await page.innerText('.events')).replace(/\s+/g, ' ');
    expect(text).toMatch(
      /at rest: 10 endpoints .*v1: 5 ready, 50 ?% .*v2: 5 ready.* loses 5 pods: 5 endpoints v1: 0 ready/,
    );
    expect(await page.innerText('.endpoints strong')).toBe('5 ready endpoints');
  });

  browserTest('runs no script from the YAML', async ({ openFile }) => {
    const { page, requests, errors } = await openFile(await writeReport(hostileYaml('blue'), hostileYaml('green')));
    expect(await page.textContent('h1')).toMatch(/^❌ Not safe/);
    expect(await page.textContent('.player')).toContain('<img src=x onerror="window.hacked=1">');
    expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.locator('main script').count()).toBe(0);
    expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
    expect(errors).toEqual([]);
    // Even a script that got into the page would not run, because the policy allows no other script.
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.hacked = 1';
      document.body.append(script);
    });
    expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
    expect(errors.join()).toContain('Content Security Policy');
  });

  browserTest('shows on a phone that a picture scrolls, until it is at its end', async ({ openFile }) => {
    const report = await exampleReport('five-and-five');
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewport = { width: 420, height: 800 };
      const { page } = await openFile(report, { viewport, colorScheme, reducedMotion: 'reduce' });
      const figure = page.locator('figure');
      const withHint = await figure.screenshot();
      const atEnd = await scrollToEnd(figure);
      await page.addStyleTag({ content: 'figure::before { visibility: hidden; }' });
      expect((await scrollToEnd(figure)).equals(atEnd)).toBe(true);
      await figure.evaluate((element) => element.scrollTo({ left: 0 }));
      expect((await figure.screenshot()).equals(withHint)).toBe(false);
    }
  });

  browserTest('has no violations that axe finds, in light and dark, and fits a phone', async ({ openFile }) => {
    for (const id of ['five-and-five', 'green-and-switch', 'switch']) {
      const viewport = { width: 420, height: 800 };
      const { page } = await openFile(await exampleReport(id), { viewport, reducedMotion: 'reduce' });
      await expectAccessible(page);
      await expectFits(page);
    }
  });

  browserTest('has tables that fit at every width, so that none has to scroll', async ({ openFile }) => {
    const { before, after } = EXAMPLES.find(({ id }) => id === 'five-and-five')!;
    const long = (text: string): string => text.replaceAll('v1', 'v1-of-a-release-with-a-long-name');
    const { page } = await openFile(await writeReport(long(before), long(after)), { reducedMotion: 'reduce' });
    for (const width of [320, 375, 420, 561, 640, 900]) {
      await page.setViewportSize({ width, height: 800 });
      const rights = await page
        .locator('th, td, td svg')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
      expect(rights.length).toBeGreaterThan(10);
      expect(Math.max(...rights)).toBeLessThanOrEqual(width);
      await expectFits(page);
    }
  });
});
