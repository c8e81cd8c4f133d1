import pico from 'picocolors';
import type { Io } from '../io';

export type Colors = ReturnType<typeof pico.createColors>;

/** No colors at all. */
export const PLAIN: Colors = pico.createColors(false);

/**
 * Colors on a terminal alone, unless it or the user does without: `NO_COLOR` as in no-color.org; `FORCE_COLOR` for the logs
 * of CI servers, which are no terminals and show colors.
 */
export function toColors({ env, stdout }: Io): Colors {
  if (isSet(env.NO_COLOR)) return PLAIN;
  const forced = isSet(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  return pico.createColors(forced || (stdout.isTerminal && env.TERM !== 'dumb'));
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
