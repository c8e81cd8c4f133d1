/**
 * Returns a string as one word of a shell command. File names come from the change that is checked, so a suggested
 * command must not run their content.
 *
 * @example
 * shellWord('overlays/prod') // => 'overlays/prod'
 * shellWord('a $(b)') // => "'a $(b)'"
 */
export function shellWord(text: string): string {
  // A word that begins with a dash would be read as an option.
  if (/^[\w./@:+=,][\w./@:+=,-]*$/.test(text)) return text;
  const word = text.startsWith('-') ? `./${text}` : text;
  return /^[\w./@:+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
