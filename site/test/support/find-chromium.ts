import { existsSync } from 'node:fs';

/** The paths on Debian, Ubuntu, Fedora and macOS. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium without windows, a package of Debian. The tests take half the processor time in it. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

/**
 * Returns the browser that tests start: the headless shell if it is installed, or else the result of `findChromium`.
 */
export function findTestBrowser(): string | undefined {
  const { CHROMIUM = '' } = process.env;
  return CHROMIUM === '' && existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : findChromium();
}

/**
 * Returns the browser that readers have: the one in the variable CHROMIUM or else an installed one. Returns `undefined` if
 * there is none.
 */
export function findChromium(): string | undefined {
  const { CHROMIUM = '' } = process.env;
  return CHROMIUM === '' ? PLACES.find((place) => existsSync(place)) : CHROMIUM;
}
