import pico from 'picocolors';
import type { Io } from '../io';

export type Colors = ReturnType<typeof pico.createColors>;

/** Formatting without colors. */
export const PLAIN: Colors = pico.createColors(false);

/**
 * Returns colors for a terminal, unless the terminal can't show them or the user declines them with `NO_COLOR`
 * (no-color.org). With `FORCE_COLOR`, the logs of CI servers get colors, too: they show them although they are not
 * terminals.
 */
export function toColors({ env, stdout }: Io): Colors {
  if (isSet(env.NO_COLOR)) return PLAIN;
  const forced = isSet(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  return pico.createColors(forced || (stdout.isTerminal && env.TERM !== 'dumb'));
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
