import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { runInProcess } from '../../test/support/run-in-process';
import { planOffers, splitOffers } from '../playground/plan/plan-remedies';
import { fromQuery } from '../playground/plan/plan-state';
import { browserTest, expectAccessible, expectFits } from './support/browser-test';

const hash = (page: Page): Promise<string> => page.evaluate(() => location.hash);

describe('the plan of the playground', () => {
  browserTest(
    'shows the split as dots, the plan as a timeline, and keeps the state in the fragment',
    async ({ open }) => {
      const { page, errors } = await open('playground#plan?replicas=20&percent=25');
      await page.waitForSelector('.pg-timeline svg');
      expect(await page.locator('.pg-split .dot.tone-stable').count()).toBe(15);
      expect(await page.locator('.pg-split .dot.tone-canary').count()).toBe(5);
      expect(await page.textContent('.pg-split-words')).toContain('25% of the traffic');
      await page.focus('input[type=range] >> nth=0');
      await page.keyboard.press('ArrowLeft');
      expect(await hash(page)).toBe('#plan?replicas=19&percent=25');
      await expect
        .poll(() => page.getAttribute('.pg-timeline svg', 'aria-label'))
        .toMatch(/^Canary release of my-app, from v1 to v2\..* 19 pods of v1 and 0 pods of v2/);
      await page.reload();
      expect(await page.inputValue('input[type=range] >> nth=0')).toBe('19');
      expect(errors).toEqual([]);
    },
  );

  browserTest('offers values that one click applies if the settings can’t be met', async ({ open }) => {
    const query = 'replicas=3&percent=10&steps=10,100&surge=0&unavailable=0';
    const { page } = await open(`playground#plan?${query}`);
    const problems = page.locator('.pg-problem:visible');
    const offers = problems.locator('.pg-offer');
    await expect.poll(() => problems.count()).toBe(2);
    const labels = await offers.allTextContents();
    expect(labels).toEqual(
      [...splitOffers(fromQuery(query)), ...planOffers(fromQuery(query))].map(({ label }) => label),
    );
    for (let index = 0; index < labels.length; index++) {
      await offers.nth(index).press('Enter');
      await expect.poll(() => problems.count()).toBeLessThan(2);
      await page.evaluate((before) => (location.hash = before), `#plan?${query}`);
      await expect.poll(() => problems.count()).toBe(2);
    }
  });

  browserTest('has a slider for each step, usable with the keyboard alone', async ({ open }) => {
    const { page } = await open('playground#plan?steps=20,100');
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent);
    await page.getByLabel('Step 1', { exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await hash(page)).toBe('#plan?steps=21,100');
    expect(await page.inputValue('#steps')).toBe('21, 100');
    expect(await page.getAttribute('.pg-step input >> nth=0', 'aria-valuetext')).toBe('21%');
    // A step stays below the next one.
    await page.keyboard.press('End');
    expect(await hash(page)).toBe('#plan?steps=99,100');
    await page.keyboard.press('Home');
    expect(await hash(page)).toBe('#plan?steps=1,100');
    await page.getByRole('button', { name: 'Add a step' }).press('Enter');
    expect(await hash(page)).toBe('#plan?steps=1,51,100');
    expect(await focused()).toBe('Step 2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await hash(page)).toBe('#plan?steps=1,100');
    expect(await focused()).toBe('Step 2');
    await page.fill('#steps', '10, 40, x');
    expect(await page.locator('.pg-step:visible').count()).toBe(0);
    await page.fill('#steps', '10, 40, 70');
    expect(await page.locator('.pg-step:visible').count()).toBe(3);
  });

  browserTest('includes the overlap in the plan and in the code', async ({ open }) => {
    const { page } = await open('playground#plan?strategy=blue-green&replicas=6');
    const stages = async (): Promise<number> => page.locator('.pg-steps li').count();
    await expect.poll(stages).toBe(4);
    await page.getByRole('switch', { name: 'Overlap' }).press('Space');
    await expect.poll(stages).toBe(5);
    expect(await hash(page)).toBe('#plan?strategy=blue-green&replicas=6&overlap=true');
    const code = await page.locator('.pg-code pre').allTextContents();
    for (const index of [0, 2]) expect(code[index]).toContain('overlap: true');
    expect(code[3]).toContain('--overlap');
  });

  browserTest('has the command that prints the same plan', async ({ open }) => {
    const { page } = await open('playground#plan?replicas=20&steps=5,50,100');
    await page.click('text="Command"');
    const command = (await page.textContent('.pg-code pre:visible'))!.trim().split(' ');
    expect(command.slice(0, 2)).toEqual(['npx', 'cdk8s-rollouts']);
    const { stdout } = await runInProcess([...command.slice(2), '--format', 'json']);
    const { stages } = JSON.parse(stdout) as { stages: unknown[] };
    expect(await page.locator('.pg-steps li').count()).toBe(stages.length);
  });

  browserTest('copies the code and the release file that it shows', async ({ open }) => {
    const { page } = await open('playground#plan', { permissions: ['clipboard-read', 'clipboard-write'] });
    for (const label of ['Construct', 'ReleaseApp', 'Release file', 'Command']) {
      await page.click(`[role=tab]:text-is("${label}")`);
      await page.click('.pg-copy:visible');
      const shown = await page.textContent('.pg-code pre:visible');
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    }
  });

  browserTest('has no violations that axe finds, in light and dark', async ({ open }) => {
    for (const state of ['', '?strategy=blue-green&preview=2&overlap=true', '?replicas=3&percent=10&surge=0']) {
      const { page } = await open(`playground#plan${state}`);
      await page.waitForSelector('.pg-code pre');
      await page.click('.pg-steps:visible summary, .pg-problem:visible >> nth=0');
      await expectAccessible(page);
    }
  });

  browserTest('fits a phone', async ({ open }) => {
    const { page } = await open('playground#plan', { viewport: { width: 420, height: 800 } });
    await page.waitForSelector('.pg-timeline svg');
    await expectFits(page);
  });
});
