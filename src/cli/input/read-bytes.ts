import type { ByteBudget } from './byte-budget';

/**
 * Reads all of a stream. It counts the bytes that it reads instead of trusting the file system: pipes, devices and the
 * files of `/proc` have no size.
 *
 * @param name the name of the stream in messages
 * @throws CliError if it is too large
 */
export async function readBytes(stream: AsyncIterable<unknown>, name: string, budget: ByteBudget): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array;
    budget.spend(bytes.length, name);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
