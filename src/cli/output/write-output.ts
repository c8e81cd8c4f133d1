import { breakInlineCommands, escapeInvisible } from '../../text/escape';
import { CliError } from '../cli-error';
import type { Io } from '../io';

/**
 * Writes a result to standard output, and waits until all of it is written.
 *
 * @throws CliError if some of it could not be written: a truncated result must not pass for a whole one
 */
export async function writeOutput(text: string, io: Io): Promise<void> {
  io.stdout.write(breakInlineCommands(text));
  try {
    await io.stdout.flush();
  } catch (error) {
    throw new CliError(describeOutputError(error));
  }
}

/** Returns the error for output that could not be written. */
export function describeOutputError(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `output: expected all of it to be written, got ${escapeInvisible(reason)}; make room, or write elsewhere`;
}
