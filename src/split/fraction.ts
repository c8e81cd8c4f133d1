/** An exact number, 0 or more: whole numbers of any size, so that nothing is ever rounded. */
export interface Fraction {
  readonly numerator: bigint;
  /** 1 or more. */
  readonly denominator: bigint;
}

/**
 * Returns a number, 0 or more, as the decimal that its user wrote.
 *
 * It reads the shortest form of the number: 33.3 is 333/10, although the nearest binary number is slightly less.
 *
 * @example
 * decimalToFraction(33.3) // => { numerator: 333n, denominator: 10n }
 * decimalToFraction(1.5e-7) // => { numerator: 15n, denominator: 100000000n }
 */
export function decimalToFraction(value: number): Fraction {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [whole = '', decimals = ''] = digits.split('.');
  const power = Number(exponent) - decimals.length;
  const numerator = BigInt(whole + decimals);
  return power >= 0
    ? { numerator: numerator * 10n ** BigInt(power), denominator: 1n }
    : { numerator, denominator: 10n ** BigInt(-power) };
}

/** Returns a fraction of whole numbers. The denominator is 1 or more. */
export function fraction(numerator: number | bigint, denominator: number | bigint): Fraction {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** Returns the sum of two fractions. */
export function add(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** Returns the first fraction minus the second. The result may be below zero. */
export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** Returns the product of two fractions. */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Returns the first fraction divided by the second, which is above 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return multiply(a, { numerator: b.denominator, denominator: b.numerator });
}

/** Returns the distance of two fractions. */
export function distance(a: Fraction, b: Fraction): Fraction {
  const { numerator, denominator } = subtract(a, b);
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}

/**
 * Returns a number below zero, zero, or above zero if the first fraction is less than, equal to, or more than the
 * second.
 */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Returns the fraction with the smallest whole numbers. */
export function reduce({ numerator, denominator }: Fraction): Fraction {
  let [divisor, rest] = [numerator, denominator];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Returns the smallest whole number that is not below the fraction. */
export function ceil({ numerator, denominator }: Fraction): bigint {
  return ceilDivide(numerator, denominator);
}

/** Returns a quotient of whole numbers, rounded up. The divisor is 1 or more. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  // BigInt division drops the remainder, which rounds up below zero.
  return dividend > 0n ? (dividend - 1n) / divisor + 1n : dividend / divisor;
}

/** Returns the fraction as the nearest number, or one next to it. */
export function toNumber({ numerator, denominator }: Fraction): number {
  // Beyond 2^1023 a part would become Infinity; dropping low bits of both keeps more digits than a number has.
  const excess = BigInt(Math.max(0, denominator.toString(16).length * 4 - 900));
  return Number(numerator >> excess) / Number(denominator >> excess);
}
