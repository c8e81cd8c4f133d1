import { byCodeUnit } from './by-code-unit';

/**
 * Compares two texts part by part: numbers by value, and the texts between them by code unit. The order is the same in
 * every locale. Nothing after the first difference is read, because an attacker may choose long names of many numbers.
 *
 * @example
 * ['shop-10', 'shop-2'].sort(byNaturalOrder) // => ['shop-2', 'shop-10']
 */
export function byNaturalOrder(a: string, b: string): number {
  let inA = startOfDifference(a, b);
  let inB = inA;
  while (inA < a.length && inB < b.length) {
    const first = a.charCodeAt(inA);
    const second = b.charCodeAt(inB);
    if (isDigit(first) && isDigit(second)) {
      const order = compareNumbers(a, inA, b, inB);
      if (order !== 0) return order;
      inA = endOfNumber(a, inA);
      inB = endOfNumber(b, inB);
    } else if (first === second) {
      inA++;
      inB++;
    } else {
      // A text that a number ends is shorter than one that goes on.
      if (inA > 0 && isDigit(first)) return -1;
      if (inB > 0 && isDigit(second)) return 1;
      return first - second;
    }
  }
  // Numbers of the same value may differ in leading zeros.
  return Number(inA < a.length) - Number(inB < b.length) || byCodeUnit(a, b);
}

/** Returns the place of the first difference or, if it is in a number, the start of the number. */
function startOfDifference(a: string, b: string): number {
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (start > 0 && isDigit(a.charCodeAt(start - 1))) start--;
  return start;
}

/** Compares the numbers that begin at two places. */
function compareNumbers(a: string, startA: number, b: string, startB: number): number {
  let inA = afterZeros(a, startA);
  let inB = afterZeros(b, startB);
  // Without leading zeros, the longer number is the larger one, whatever its length.
  const order = endOfNumber(a, inA) - inA - (endOfNumber(b, inB) - inB);
  if (order !== 0) return order;
  while (isDigit(a.charCodeAt(inA)) && a.charCodeAt(inA) === b.charCodeAt(inB)) {
    inA++;
    inB++;
  }
  return isDigit(a.charCodeAt(inA)) ? a.charCodeAt(inA) - b.charCodeAt(inB) : 0;
}

function afterZeros(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) === ZERO) end++;
  return end;
}

function endOfNumber(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** The code units of the digits 0 and 9. */
const [ZERO, NINE] = [48, 57];

/** Reports whether a code unit is a digit. That of a place after the end, `NaN`, is none. */
function isDigit(unit: number): boolean {
  return ZERO <= unit && unit <= NINE;
}
