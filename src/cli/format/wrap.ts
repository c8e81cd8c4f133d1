/**
 * Breaks text into lines of at most a number of columns, at its spaces. A longer word stays whole, so that a URL can
 * still be clicked.
 *
 * @param columns the width, including the indentation. `undefined` gives one line of any length.
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
 * Shortens names to a number of characters. It keeps their ends, which contain the tags and digests. If two of the
 * short names would be equal, it returns all names unchanged.
 *
 * @example
 * shortenNames(['registry.example.com/web:1', 'registry.example.com/web:2'], 6) // => ['…web:1', '…web:2']
 */
export function shortenNames(names: readonly string[], width: number): string[] {
  const short = names.map((name) => (name.length <= width ? name : `…${name.slice(name.length - width + 1)}`));
  return new Set(short).size === new Set(names).size ? short : [...names];
}
