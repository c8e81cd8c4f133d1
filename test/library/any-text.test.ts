import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyText } from '../support/any-text';

const drawn = (maxLength?: number): string[] => fc.sample(anyText(maxLength), 3000);

it('any text has characters of all kinds, and names that objects inherit', () => {
  const texts = drawn();
  const parts = [/\p{Lo}/u, /\p{Cn}/u, /[\u{10000}-\u{10ffff}]/u, /^__proto__$/, /^constructor$/, /^hasOwnProperty$/];
  expect(parts.filter((part) => !texts.some((text) => part.test(text)))).toEqual([]);
  expect(texts.filter((text) => /\p{Cs}/u.test(text))).toEqual([]);
});

it('texts are as long as asked, and no name is cut', () => {
  for (const maxLength of [4, 9]) {
    const texts = drawn(maxLength);
    expect(Math.max(...texts.map((text) => Array.from(text).length))).toBe(maxLength);
    expect(texts.filter((text) => /^(__pr(?!oto__$)|cons)/.test(text))).toEqual([]);
  }
  expect(drawn(9)).toContain('__proto__');
});
