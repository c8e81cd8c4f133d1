import { createReadStream, type Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Far more than the manifests of a cluster. What is larger, or never ends, would fill the memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A text that is too long to be read. It has a code, as the errors of the file system have. */
class TooLargeError extends Error {
  readonly code = 'ERR_FS_FILE_TOO_LARGE';
}

/** All of a file. A pipe or a device has no size to look at before. */
export async function readBytes(path: string, status: Stats): Promise<Uint8Array> {
  if (!status.isFile()) return readAll(createReadStream(path));
  if (status.size > MAX_BYTES) throw new TooLargeError();
  return readFile(path);
}

/** All of a stream. */
export async function readAll(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size > MAX_BYTES) throw new TooLargeError();
  }
  return Buffer.concat(chunks);
}
