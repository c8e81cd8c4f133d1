import { describe, expect, it } from 'vitest';
import { viewCanaryPlan } from '../../src/cli/format/plan-view';
import { drawPlan, embedPlan } from '../../src/picture/draw-plan';
import { DARK, EMBEDDED_STYLE, LIGHT, paletteVariables } from '../../src/picture/style';
import { patterns } from '../../src/picture/svg-document';
import { planCanary } from '../../src/plan/plan-canary';
import { readSvg, rowsOf, textsOf } from './read-svg';

const plan = viewCanaryPlan(planCanary({ replicas: 4, steps: [25, 100] }), 'v1', 'v2', { name: 'my-app' });
describe('a picture within a page', () => {
  it.each([
    ['a plan', embedPlan(plan, 840)],
    ['a narrow plan', embedPlan(plan, 360)],
  ])('%s has no ids and no style of its own, and is described', (_, svg) => {
    const root = readSvg(svg);
    expect(svg).not.toMatch(/ id=|<style/);
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('aria-label')?.length).toBeGreaterThan(60);
  });

  it('shows the same as the standalone one, without the title, which is a heading of the page', () => {
    const [title, ...texts] = textsOf(readSvg(drawPlan(plan)));
    expect(title).toBe(plan.title);
    expect(textsOf(readSvg(embedPlan(plan, 840)))).toEqual(texts);
  });

  it('is no wider than the page', () => {
    expect(readSvg(embedPlan(plan, 360)).getAttribute('width')).toBe('360');
    expect(readSvg(embedPlan(plan, 900)).getAttribute('width')).toBe('900');
  });

  it('draws the floor beside the bars of a narrow plan, and not through the titles above them', () => {
    const svg = embedPlan(plan, 360);
    const [, d = ''] = /stroke-dasharray="4 3" d="(M[^"]*V[^"]+)"/.exec(svg) ?? [];
    const parts = [...d.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)].map(([, from, to]) => [Number(from), Number(to)]);
    expect(parts).toHaveLength(plan.stages.length);
    const titles = [...svg.matchAll(/<text x="[^"]+" y="([\d.]+)">\d {2}/g)].map(([, y]) => Number(y));
    expect(titles).toHaveLength(plan.stages.length);
    for (const y of titles) expect(parts.filter(([from, to]) => from! < y + 3 && to! > y - 10)).toEqual([]);
  });

  it('wraps its words if there is no room for them', () => {
    const wide = textsOf(readSvg(embedPlan(plan, 840)));
    const narrow = textsOf(readSvg(embedPlan(plan, 280)));
    expect(narrow.join(' ')).not.toContain('…');
    for (const text of wide.filter((words) => /^(?:Guarantees|Last)/.test(words))) {
      expect(narrow).not.toContain(text);
      expect(narrow.join(' ')).toContain(text);
    }
  });

  it('has the text of a stage above its bar if it is narrow', () => {
    expect(rowsOf(readSvg(embedPlan(plan, 360)))).toEqual([
      ['1  v1 serves everything', '4 + 0 · 0%'],
      ['2  v2 at 25%', '3 + 1 · 25%'],
      ['3  v2 on the way to 100%', '2 + 2 · 50%'],
      ['4  v2 on the way to 100%', '1 + 3 · 75%'],
      ['5  v2 at 100%', '0 + 4 · 100%'],
    ]);
  });

  it('has the colors that the page sets, in either mode', () => {
    const used = new Set(
      EMBEDDED_STYLE.flatMap((rule) => [...rule.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name)),
    );
    for (const palette of [LIGHT, DARK]) {
      const set = [...paletteVariables(palette).matchAll(/(--[\w-]+):/g)].map(([, name]) => name);
      expect(new Set(set)).toEqual(used);
    }
  });

  it('uses the stripes of the page', () => {
    expect(readSvg(patterns()).getElementsByTagName('pattern')[0]?.getAttribute('id')).toBe('stripes');
  });
});
