import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { browserTest, expectAccessible, expectFits } from './support/browser-test';

/** The most that the playground may load until its first verdict or plan, including VitePress, in compressed bytes. */
const MOST = 150_000;

describe('the site', () => {
  browserTest('sends requests only to itself, and its policy blocks none of them', async ({ open }) => {
    for (const path of ['', 'getting-started', 'playground#plan', 'playground#check', 'ko/getting-started']) {
      const { page, requests, errors } = await open(path);
      await page.waitForLoadState('networkidle');
      const { origin } = new URL(page.url());
      if (path.endsWith('#check')) {
        await page.click('.pg-pane button');
        await page.waitForSelector('.cm-content:focus');
        await page.keyboard.type('x');
      }
      expect(requests.length).toBeGreaterThan(1);
      expect(requests.filter((url) => !url.startsWith(`${origin}/cdk8s-rollouts/`))).toEqual([]);
      expect(errors).toEqual([]);
    }
  });

  browserTest('loads at most 150 kB for the playground, without the editor', async ({ open }) => {
    for (const [path, shown] of [
      ['playground#plan', '.pg-timeline svg'],
      ['playground#check', '.pg-verdict'],
    ] as const) {
      const { page, requests } = await open(path, { reducedMotion: 'reduce' });
      await page.waitForSelector(shown);
      const scripts = [...new Set(requests)].filter((url) => url.endsWith('.js'));
      const sizes = await Promise.all(
        scripts.map(async (url) => gzipSync(await (await page.request.get(url)).body()).length),
      );
      expect(scripts.length).toBeGreaterThan(5);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST);
      expect(scripts.filter((url) => url.includes('editor'))).toEqual([]);
    }
  });

  browserTest('finds a page by a word, in English and in Korean', async ({ open }) => {
    for (const [path, label, word, lang] of [
      ['getting-started', 'Search', 'tolerance', 'en'],
      ['ko/getting-started', 'Search', '카나리', 'ko'],
    ] as const) {
      const { page } = await open(path);
      expect(await page.getAttribute('html', 'lang')).toBe(lang);
      await page.click(`.VPNavBarSearch button:has-text("${label}")`);
      await page.fill('#localsearch-input', word);
      await page.waitForSelector('.VPLocalSearchBox .result');
    }
  });

  browserTest('is dark for readers who prefer it', async ({ open }) => {
    const grounds = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open('playground', { colorScheme });
      await page.waitForSelector('.pg-card');
      grounds.push(await page.evaluate(() => getComputedStyle(document.querySelector('.pg-card')!).backgroundColor));
    }
    expect(grounds).toHaveLength(2);
    expect(grounds[0]).not.toBe(grounds[1]);
  });

  browserTest('has no violations that axe finds, in light and dark', async ({ open }) => {
    for (const path of ['', 'getting-started', 'rules']) {
      const { page } = await open(path);
      await expectAccessible(page);
    }
  });

  browserTest('fits a phone, and states that the playground needs scripts if they are off', async ({ open }) => {
    for (const path of ['', 'getting-started', 'comparison']) {
      const { page } = await open(path, { viewport: { width: 420, height: 800 } });
      await expectFits(page);
    }
    const { page } = await open('playground', { javaScriptEnabled: false });
    expect(await page.textContent('.pg')).toContain('needs JavaScript');
  });
});
