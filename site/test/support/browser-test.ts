import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, inject, it } from 'vitest';
import { serveSite, type SiteServer } from './site-server';

/** A page that a test opened. */
export interface OpenPage {
  readonly page: Page;
  /** The URLs that the page requested. */
  readonly requests: string[];
  /** The errors of its scripts, and the violations of its policy. */
  readonly errors: string[];
}

/** The functions that open pages for one test. */
export interface Tab {
  /** Opens a page of the site: `playground#check`. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<OpenPage>;
  /** Opens a page from a file. */
  readonly openFile: (file: string, options?: BrowserContextOptions) => Promise<OpenPage>;
}

const chromium = inject('chromium');
let running: Promise<{ browser: Browser; site: SiteServer }> | undefined;

/** Defines a test that runs in the browser. Without a browser, it is skipped with a note. */
export function browserTest(name: string, run: (tab: Tab) => Promise<void>): void {
  it(name, async ({ skip, onTestFinished }) => {
    if (chromium === undefined) skip('there is no browser: install chromium, or name it with CHROMIUM=path');
    const { browser, site } = await (running ??= start(chromium!));
    const openAt = async (url: string, options: BrowserContextOptions = {}): Promise<OpenPage> => {
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
      onTestFinished(() => context.close());
      context.setDefaultTimeout(600_000);
      const page = await context.newPage();
      const opened: OpenPage = { page, requests: [], errors: [] };
      context.on('request', (request) => opened.requests.push(request.url()));
      page.on('pageerror', (error) => opened.errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') opened.errors.push(message.text());
      });
      page.on('dialog', (dialog) => {
        opened.errors.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(url);
      // Until Vue runs, the buttons of a page do nothing.
      if (url.startsWith('http') && options.javaScriptEnabled !== false) {
        await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!);
      }
      return opened;
    };
    await run({
      open: (path, options) => openAt(site.address + path, options),
      openFile: (file, options) => openAt(`file://${file}`, options),
    });
  });
}

afterAll(async () => {
  const { browser, site } = (await running) ?? {};
  running = undefined;
  await browser?.close();
  site?.close();
});

async function start(executablePath: string): Promise<{ browser: Browser; site: SiteServer }> {
  // Import it here, so that the tests can be skipped if the packages of the site are not installed.
  const { chromium: launcher } = await import('playwright-core');
  // As root, Chromium has no sandbox. Here it opens only our own pages.
  const [browser, site] = await Promise.all([
    launcher.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] }),
    serveSite(),
  ]);
  return { browser, site };
}

/** Stops the clock of a page, even when the page is reloaded. Its timers then run only in `page.clock.runFor`. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
}

/** Asserts that axe finds no violation in a page, in light and dark mode, of WCAG 2.2 AA or of its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  // Stop transitions, because the colors in the middle of one can have too little contrast.
  await page.addStyleTag({
    content: '*, *::before, *::after { transition: none !important; animation: none !important; }',
  });
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  expect(await violationsIn(page)).toEqual([]);
  // In dark mode, only the colors differ.
  await page.emulateMedia({ colorScheme: 'dark' });
  const isSite = (await page.$('#app')) !== null;
  if (isSite) await page.waitForSelector('html.dark');
  expect(await violationsIn(page, ['color-contrast', 'link-in-text-block'])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  if (isSite) await page.waitForSelector('html:not(.dark)');
}

/** Returns the violations of some rules of axe, or of all rules. */
function violationsIn(page: Page, rules?: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe };
    // Without this option, axe also describes each element that passes.
    const options = { resultTypes: ['violations'] };
    const found = await axe.run(document, only === undefined ? options : { ...options, runOnly: only });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
    );
  }, rules);
}

interface AxeOptions {
  readonly resultTypes: string[];
  readonly runOnly?: string[];
}

interface Axe {
  run(context: Document, options: AxeOptions): Promise<{ violations: Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly nodes: { readonly target: string[]; readonly failureSummary: string }[];
}

/** Asserts that a page is not wider than the window, so that no one has to scroll sideways. */
export async function expectFits(page: Page): Promise<void> {
  const [wide, room] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(wide).toBe(room);
}
