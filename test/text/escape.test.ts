import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/cli/format/json';
import { escapeInvisible } from '../../src/text/escape';

const INVISIBLE: [string, string][] = [
  ['a\u2800b', 'a\\u2800b'],
  ['a\ufe0f', 'a\\ufe0f'],
  ['a\u00adb', 'a\\u00adb'],
  ['a\u3164b', 'a\\u3164b'],
  ['a\u00a0b', 'a\\u00a0b'],
  ['a\u202eb', 'a\\u202eb'],
  ['a\u001b[2J', 'a\\u001b[2J'],
  ['a\ue000b', 'a\\ue000b'],
  ['a\ud800b', 'a\\ud800b'],
];
const VISIBLE = ['a b', '漢字 é', '\u2801', '🚀'];

describe('escapeInvisible', () => {
  it.each(INVISIBLE)('writes %j with its code', (text, escaped) => {
    expect(escapeInvisible(text)).toBe(escaped);
  });

  it.each([...VISIBLE, '⚠\ufe0f'])('leaves %j as it is', (text) => {
    expect(escapeInvisible(text)).toBe(text);
  });
});

describe('toJson', () => {
  it.each([...INVISIBLE, ['a\u{e0041}', 'a\\udb40\\udc41'], ['⚠\ufe0f', '⚠\\ufe0f']])(
    'writes %j with its code, and keeps its value',
    (text, escaped) => {
      expect(toJson([text])).toBe(`[\n  "${escaped}"\n]\n`);
      expect(JSON.parse(toJson([text]))).toEqual([text]);
    },
  );

  it.each(VISIBLE)('leaves %j as it is', (text) => {
    expect(toJson([text])).toBe(`[\n  "${text}"\n]\n`);
  });
});
