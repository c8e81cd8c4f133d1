/** The number of decimal places that Kubernetes keeps: it rounds up anything smaller than a billionth. */
const NANO = 9;

/** A quantity with more digits or a larger exponent than any real resource has doesn't match, and stays as it is. */
const QUANTITY = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Returns a quantity in billionths, so that quantities that are equal to Kubernetes become the same string. Returns
 * anything else as it is.
 *
 * @example
 * canonicalQuantity('1000m') // => '1000000000'
 * canonicalQuantity(1) // => '1000000000'
 */
export function canonicalQuantity(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const match = QUANTITY.exec(String(value));
  if (match === null) return value;
  const [, sign = '', whole = '0', fraction = '', suffix = '', exponent = '0'] = match;
  const binary = BINARY.indexOf(suffix) + 1;
  const shift = NANO + (DECIMAL[suffix] ?? 0) + Number(exponent) - fraction.length;
  let nanos = BigInt(whole + fraction) * 1024n ** BigInt(binary);
  if (shift >= 0) nanos *= 10n ** BigInt(shift);
  else {
    const divisor = 10n ** BigInt(-shift);
    nanos = (nanos + divisor - 1n) / divisor;
  }
  return nanos === 0n ? '0' : `${sign === '-' ? '-' : ''}${nanos}`;
}
