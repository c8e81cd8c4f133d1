/**
 * Returns a text that counts the characters that are read from it: one by `charCodeAt` or by index, and all by any
 * other method or operator. A program that only reads it takes it for a string.
 */
export function watchedText(text: string, onRead: (characters: number) => void): string {
  const watched = new Proxy(new String(text), {
    get: (_target, field) => {
      if (field === 'length') return text.length;
      const isIndex = typeof field === 'string' && /^\d+$/.test(field);
      onRead(isIndex || field === 'charCodeAt' ? 1 : text.length);
      const value: unknown = Reflect.get(Object(text) as object, field);
      return typeof value === 'function' ? (value.bind(text) as unknown) : value;
    },
  });
  return watched as unknown as string;
}
