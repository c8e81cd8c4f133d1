import { existsSync } from 'node:fs';

/** The paths on Debian, Ubuntu, Fedora and macOS. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Returns the browser that tests start: the one in the variable CHROMIUM or else an installed one. Returns `undefined`
 * if there is none.
 */
export function findChromium(): string | undefined {
  const { CHROMIUM = '' } = process.env;
  return CHROMIUM === '' ? PLACES.find((place) => existsSync(place)) : CHROMIUM;
}
