import { describe, expect, it } from 'vitest';
import { STYLE } from '../../src/picture/style';

const dark = STYLE.findIndex((rule) => rule.includes('prefers-color-scheme: dark'));
const MODES = { light: STYLE.slice(0, dark), dark: STYLE.slice(dark) };

/** Returns the color of a property of a class in the rules of a mode. */
function color(rules: string[], selector: string, property: 'fill' | 'stroke'): string {
  const rule = rules.find((candidate) => candidate.trim().startsWith(`${selector} {`) && candidate.includes('#'));
  return new RegExp(`${property}: (#[0-9a-f]{6})`).exec(rule ?? '')?.[1] ?? `no ${property} for ${selector}`;
}

/** Returns the contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(Object.entries(MODES))('in %s mode', (_, rules) => {
  const ground = color(rules, '.ground', 'fill');

  it.each(['text', '.muted'])('%s can be read', (selector) => {
    expect(contrast(color(rules, selector, 'fill'), ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['.stable', '.canary', '.blue', '.green', '.violet', '.teal', '.rose'])(
    'pods that are %s stand out',
    (selector) => {
      expect(contrast(color(rules, selector, 'fill'), ground)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(['.mark', '.way', '.box'])('lines that are %s stand out', (selector) => {
    expect(contrast(color(rules, selector, 'stroke'), ground)).toBeGreaterThanOrEqual(3);
  });
});

it('loads nothing', () => {
  expect(STYLE.join('\n')).not.toMatch(/@import|@font-face|url\((?!#)/);
});
