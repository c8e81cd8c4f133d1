// Measures the time until a visitor of the playground sees the first verdict, with a new browser profile in each run.
// Build the site first: npm run site.
import { chromium } from 'playwright-core';
import { serveSite } from '../test/support/site-server';
import { findChromium } from '../test/support/find-chromium';

const RUNS = 9;

const executablePath = findChromium();
if (executablePath === undefined)
  throw new Error('there is no browser: install chromium, or name it with CHROMIUM=path');
const site = await serveSite();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });

for (const [what, hash, selector] of [
  ['the verdict of a check', 'check', '.pg-verdict'],
  ['the plan', 'plan', '.pg-timeline svg'],
] as const) {
  const times: { parsed: number; shown: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript((wanted) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector(wanted) === null) return;
        observer.disconnect();
        performance.mark('shown');
      }).observe(document, { childList: true, subtree: true });
    }, selector);
    await page.goto(`${site.address}playground#${hash}`);
    await page.waitForFunction(() => performance.getEntriesByName('shown').length > 0);
    times.push(
      await page.evaluate(() => ({
        parsed: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).domInteractive,
        shown: performance.getEntriesByName('shown')[0]!.startTime,
      })),
    );
    await context.close();
  }
  const waits = times.map(({ parsed, shown }) => shown - parsed).sort((a, b) => a - b);
  const whole = times.map(({ shown }) => shown).sort((a, b) => a - b);
  const round = (value: number | undefined): string => `${Math.round(value ?? Number.NaN)} ms`;
  console.log(
    `${what}: ${round(waits[RUNS >> 1])} after the page is there (${round(waits[0])} to ${round(waits.at(-1))}), ${round(whole[RUNS >> 1])} after the click`,
  );
}
await browser.close();
site.close();
