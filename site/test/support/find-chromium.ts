import { existsSync } from 'node:fs';

/** The places of Debian, Ubuntu, Fedora and macOS. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Returns the browser that tests start: that of the variable CHROMIUM, or an installed one. `undefined` if there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM = '' } = process.env;
  return CHROMIUM === '' ? PLACES.find((place) => existsSync(place)) : CHROMIUM;
}
