import type { Io, Output } from './io';

/** The process that runs, as the commands see it. */
export function processIo(): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: toOutput(process.stdout),
    stderr: toOutput(process.stderr),
    readInput: () => process.stdin,
    now: () => performance.now(),
    date: () => Math.floor(Date.now() / 1000),
  };
}

function toOutput(stream: NodeJS.WriteStream): Output {
  // A reader such as `head` may have enough before we are done: that is no failure of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY,
    columns: stream.columns,
  };
}
