/** The most characters that a link may contain, unpacked. */
export const MAX_SHARED = 500_000;

/** Packs a value into a string for the fragment of a URL. */
export async function pack(value: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Unpacks a value that `pack` packed. Returns `undefined` for anything else, and for a value that is too large. */
export async function unpack(text: string): Promise<unknown> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    let json = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return JSON.parse(json) as unknown;
      json += value;
      // A small link can unpack to any size, so stop reading at the limit.
      if (json.length > MAX_SHARED) {
        await reader.cancel();
        return undefined;
      }
    }
  } catch {
    return undefined;
  }
}
