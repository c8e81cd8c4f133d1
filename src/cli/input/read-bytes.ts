import type { ByteBudget } from './byte-budget';

/**
 * Reads all of a stream. What is read counts, and not what the file system says of it: pipes, devices and the files of
 * `/proc` have no size.
 *
 * @param name what messages call it
 * @throws CliError where it is too large
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
