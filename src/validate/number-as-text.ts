/** A decimal number in quotes, with or without a percent sign. */
const NUMBER = /^(\d{1,15}(?:\.\d{1,15})?) ?(%?)$/;

/**
 * Returns the remedy for a number that was passed as a string, as from environment variables and forms, or `undefined`
 * for other values.
 *
 * @param holds returns whether the number itself would be valid
 * @example
 * unquote('10', (number) => number <= 100) // => 'remove the quotes'
 */
export function unquote(value: unknown, holds: (number: number) => boolean): string | undefined {
  const { number, percentSign } = read(value);
  return percentSign === '' && holds(number) ? 'remove the quotes' : undefined;
}

/**
 * Returns the remedy for a percentage that was passed as a string, with or without a percent sign.
 *
 * @example
 * unquotePercent('10%', (number) => number <= 100) // => 'write 10, without quotes and percent sign'
 */
export function unquotePercent(value: unknown, holds: (number: number) => boolean): string | undefined {
  const { number, percentSign } = read(value);
  if (percentSign === '%' && holds(number)) return `write ${number}, without quotes and percent sign`;
  return unquote(value, holds);
}

function read(value: unknown): { readonly number: number; readonly percentSign?: string } {
  const [, digits, percentSign] = typeof value === 'string' ? (NUMBER.exec(value.trim()) ?? []) : [];
  return { number: Number(digits), percentSign };
}
