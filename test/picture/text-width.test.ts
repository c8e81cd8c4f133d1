import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, textWidth } from '../../src/picture/text-width';
import { anyText } from '../support/any-text';

describe('fitText', () => {
  it('leaves text that fits as it is', () => {
    expect(fitText('v2 at 10%', 100)).toBe('v2 at 10%');
  });

  it('keeps the start and the end of text that does not fit', () => {
    expect(fitText('my-app-with-a-long-name-v1', 100)).toBe('my-ap…me-v1');
    expect(fitText('🚀'.repeat(100), 100)).toBe('🚀🚀…🚀🚀');
  });

  it('counts characters that are shown as their codes', () => {
    expect(textWidth('\u0007')).toBe(textWidth('\\u0007'));
    expect(textWidth('\ud800')).toBe(textWidth('\\ud800'));
  });

  it('never gives text that is wider than its room', () => {
    fc.assert(
      fc.property(anyText(), fc.integer({ min: 20, max: 300 }), (text, width) => {
        expect(textWidth(fitText(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
