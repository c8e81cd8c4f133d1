import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../.vitepress/home.mts';
import { browserTest, expectAccessible, expectFits } from './support/browser-test';

/** The most that the playground may load until its first verdict or plan, including VitePress, in compressed bytes. */
const MOST = 150_000;

/** Returns the text that a browser shows for a paragraph of Markdown. */
function shownText(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

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

  browserTest('shows code, YAML, a picture and a way into the playground on its first screen', async ({ open }) => {
    const root = resolve(import.meta.dirname, '../..');
    for (const [path, readme] of [
      ['', 'README.md'],
      ['ko/', 'README.ko.md'],
    ] as const) {
      const { page } = await open(path, { viewport: { width: 1280, height: 900 } });
      const parts = partsOf(readFileSync(join(root, readme), 'utf8'), readme);
      const shown = page.locator('.home-intro, .home-code, .home-yaml, .home-picture');
      const bottoms = await shown.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
      expect(bottoms).toHaveLength(4);
      expect(Math.max(...bottoms)).toBeLessThanOrEqual(900);
      const textsOf = async (selector: string): Promise<string[]> =>
        (await page.locator(selector).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
      expect(await textsOf('.home-intro p:not(.home-actions)')).toEqual([parts.summary, parts.audience].map(shownText));
      expect(await textsOf('.home-yaml > p')).toEqual([shownText(parts.outcome)]);
      const [heading, ...otherHeadings] = await textsOf('.home-contents h2');
      expect(heading?.replace(/\s*\u200b$/, '')).toBe(parts.introduction);
      expect(otherHeadings).toEqual([]);
      expect(await textsOf('.home-contents li')).toEqual(parts.contents.split(/^- /m).slice(1).map(shownText));
      const codeOf = (block: string): string => block.split('\n').slice(1, -1).join('\n');
      expect((await page.locator('.home-code code').textContent())?.trim()).toBe(codeOf(parts.code));
      expect((await page.locator('.home-yaml pre code').textContent())?.trim()).toBe(codeOf(parts.yaml));
      const picture = page.locator('.home-picture img');
      expect(parts.picture).toContain(`![${(await picture.getAttribute('alt')) ?? 'no text'}]`);
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(600);
      for (const [pane, shownFirst] of [
        ['plan', '.pg-timeline svg'],
        ['check', '.pg-verdict'],
      ] as const) {
        await page.click(`.home-actions a[href$="/playground#${pane}"]`);
        await page.waitForSelector(shownFirst);
        await page.goBack();
        await page.waitForSelector('.home-actions');
      }
    }
  });

  browserTest(
    'lets the keyboard scroll the picture of its first page, where it is wider than the screen',
    async ({ open }) => {
      const { page } = await open('', { viewport: { width: 420, height: 800 } });
      const region = page.getByRole('region', { name: 'Timeline of a canary release' });
      await region.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
      await page.setViewportSize({ width: 1280, height: 900 });
      await expect.poll(() => region.count()).toBe(0);
    },
  );

  browserTest('leads from each page to a page in the other language that exists', async ({ open }) => {
    for (const [path, other] of [
      ['', '/ko/'],
      ['getting-started', '/ko/'],
      ['rules', '/ko/'],
      ['ko/', '/'],
      ['ko/getting-started', '/'],
    ] as const) {
      const { page } = await open(path);
      const link = page.locator('.VPNavBarTranslations a');
      expect(await link.getAttribute('href')).toBe(`/cdk8s-rollouts${other}`);
      const target = await link.evaluate((a: HTMLAnchorElement) => a.href);
      expect((await page.request.get(target)).status()).toBe(200);
    }
  });

  it.each([
    [
      'lacks a part of its first page',
      '# Title\n\nWhat it is.\n\nFor you. You get:\n\n- one\n\n## More\n',
      'README.md: expected code, outcome, yaml, picture for the home page before the first section; put it back, or adjust site/.vitepress/home.mts',
    ],
    [
      'has one more paragraph above the list',
      '# Title\n\n[한국어](README.ko.md)\n\nWhat it is.\n\nMore.\n\nFor you. You get:\n\n- one\n\n## More\n',
      'README.md: expected two paragraphs above the list for the home page, got "What it is.…", "More.…", "For you. You get:…"; put it back, or adjust site/.vitepress/home.mts',
    ],
  ])('fails to build if the README %s', (_, readme, message) => {
    expect(() => partsOf(readme, 'README.md')).toThrow(new Error(message));
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
    for (const path of ['', 'ko/', 'getting-started', 'rules']) {
      const { page } = await open(path);
      await expectAccessible(page);
    }
  });

  browserTest('fits a phone, and states that the playground needs scripts if they are off', async ({ open }) => {
    for (const path of ['', 'ko/', 'getting-started', 'comparison']) {
      const { page } = await open(path, { viewport: { width: 420, height: 800 } });
      await expectFits(page);
      if (path === '') await expectAccessible(page);
    }
    const { page } = await open('playground', { javaScriptEnabled: false });
    expect(await page.textContent('.pg')).toContain('needs JavaScript');
  });
});
