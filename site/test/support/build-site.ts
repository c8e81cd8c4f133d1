import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findTestBrowser } from './find-chromium';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The browser that the tests start, or `undefined` if there is none. */
    readonly chromium: string | undefined;
  }
}

/**
 * Finds the browser and builds the site. With `SITE_BUILT=1`, the site has just been built and is not built again. With
 * `REQUIRE_BROWSER=1`, a missing browser is a failure, so that a pipeline can't skip these tests by accident.
 */
export default function setup(project: TestProject): void {
  const chromium = findTestBrowser();
  if (chromium === undefined && process.env.REQUIRE_BROWSER === '1') {
    throw new Error('REQUIRE_BROWSER=1: expected a browser, got none; install chromium, or name it with CHROMIUM=path');
  }
  const root = resolve(import.meta.dirname, '../../..');
  if (chromium !== undefined && process.env.SITE_BUILT !== '1') {
    execFileSync(process.execPath, [resolve(root, 'scripts/build-site.mjs')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  project.provide('chromium', chromium);
}
