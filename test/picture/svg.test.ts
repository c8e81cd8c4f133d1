import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, escapeXml, pathData, textElement } from '../../src/picture/svg';
import { readSvg } from './read-svg';
import { anyText } from '../support/any-text';

describe('escapeXml', () => {
  it.each([
    ['<script>alert("1") && \'2\'</script>', "&lt;script&gt;alert(&quot;1&quot;) &amp;&amp; '2'&lt;/script&gt;"],
    [']]>', ']]&gt;'],
    ['a\u0000b\u001b[31m\n', 'a\\u0000b\\u001b[31m\\u000a'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['\ud800 \uffff \ufffe', '\\ud800 \\uffff \\ufffe'],
    ['漢字 é 🚀', '漢字 é 🚀'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });

  it('gives text that a parser reads as it was, for any text of visible characters', () => {
    const isVisible = (text: string): boolean => !/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
    const visible = fc.string({ unit: 'grapheme' }).filter(isVisible);
    fc.assert(
      fc.property(visible, (text) => {
        const parsed = readSvg(textElement('text', { 'aria-label': text }, text));
        expect([parsed.textContent, parsed.getAttribute('aria-label')]).toEqual([text, text]);
      }),
      { examples: [['\ufffd']] },
    );
  });

  it('gives well-formed XML for any text at all', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(readSvg(textElement('text', { 'aria-label': text }, text)).tagName).toBe('text');
      }),
    );
  });
});

describe('element', () => {
  it('nests children, each on its own line, and leaves out attributes without a value', () => {
    const group = element('g', { class: 'rows', id: undefined }, [element('g', {}, [element('rect', { x: 1 / 3 })])]);
    expect(group).toBe('<g class="rows">\n  <g>\n    <rect x="0.33"/>\n  </g>\n</g>');
  });
});

describe('pathData', () => {
  it('rounds its numbers to two decimals', () => {
    expect(pathData`M${1 / 3} 0h${2}v${-0.001}`).toBe('M0.33 0h2v0');
  });
});
