import { fstatSync, writeSync } from 'node:fs';
import type { Io, Output } from './io';

/** Returns the running process as commands see it. */
export function processIo(): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: toOutput(() => process.stdout, 1),
    stderr: toOutput(() => process.stderr, 2),
    readInput: () => process.stdin,
    now: () => performance.now(),
    date: () => Math.floor(Date.now() / 1000),
  };
}

/** Returns an output that opens its stream when it is first used, which takes Node.js some milliseconds. */
function toOutput(toStream: () => NodeJS.WriteStream, descriptor: number): Output {
  const writes: Promise<void>[] = [];
  let opened: { stream: NodeJS.WriteStream; isToFile: boolean } | undefined;
  const open = (): NonNullable<typeof opened> => {
    if (opened !== undefined) return opened;
    const stream = toStream();
    // Each write reports its own failure. Without a listener, the error event would end the process here.
    stream.on('error', () => undefined);
    return (opened = { stream, isToFile: !stream.isTTY && isFile(descriptor) });
  };
  return {
    write: (text) => {
      const { stream, isToFile } = open();
      const written = isToFile ? writeToFile(descriptor, text) : writeToStream(stream, text);
      // flush() checks the result.
      written.catch(() => undefined);
      writes.push(written);
    },
    flush: async () => {
      await Promise.all(writes);
    },
    get isTerminal() {
      return open().stream.isTTY;
    },
    get columns() {
      return open().stream.columns;
    },
  };
}

function isFile(descriptor: number): boolean {
  try {
    const status = fstatSync(descriptor);
    return status.isFile() || status.isCharacterDevice();
  } catch {
    return false;
  }
}

/**
 * Writes all of some text. A Node.js stream writes to a file only once, and drops the part that doesn't fit on the
 * disk.
 */
function writeToFile(descriptor: number, text: string): Promise<void> {
  return new Promise((settle) => {
    const bytes = Buffer.from(text);
    for (let position = 0; position < bytes.length;) {
      const written = writeSync(descriptor, bytes, position);
      if (written === 0) throw new Error('no room for the rest');
      position += written;
    }
    settle();
  });
}

function writeToStream(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((settle, fail) => {
    stream.write(text, (error) => {
      // A reader such as `head` may stop before the end. That is not a failure.
      if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === 'EPIPE') settle();
      else fail(error);
    });
  });
}
