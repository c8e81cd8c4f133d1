/**
 * Returns a text as lines of at most so many columns, broken at spaces. A word that is longer stays whole, so that an
 * address can still be clicked.
 *
 * @param columns the width, the indentation included. @default - one line, however long
 * @param indent before each line
 * @example
 * wrap('one two three', 9, '  ') // => ['  one two', '  three']
 */
export function wrap(text: string, columns: number | undefined, indent: string): string[] {
  if (columns === undefined) return [indent + text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > columns) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}

/**
 * Shortens names to a number of characters. It keeps their ends, which have the tags and digests, and leaves names that
 * would look the same as they are.
 *
 * @example
 * shortenNames(['registry.example.com/web:1', 'registry.example.com/web:2'], 6) // => ['…web:1', '…web:2']
 */
export function shortenNames(names: readonly string[], width: number): string[] {
  const short = names.map((name) => (name.length <= width ? name : `…${name.slice(name.length - width + 1)}`));
  return new Set(short).size === new Set(names).size ? short : [...names];
}
