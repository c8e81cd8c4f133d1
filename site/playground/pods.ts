import type { Look } from '../../src/picture/looks';
import { h } from './dom';

/** The most dots. More could not be counted by eye, so each dot then stands for several pods. */
const MAX_DOTS = 240;

/** Pods that look alike. */
export interface DotGroup {
  readonly count: number;
  readonly look: Look;
}

/** Shows pods as dots. It reuses existing dots, so that changes are animated. */
export function showDots(target: HTMLElement, groups: readonly DotGroup[]): void {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const each = Math.max(1, Math.ceil(all / MAX_DOTS));
  const classes = groups.flatMap(({ count, look: { tone, striped } }) =>
    Array.from({ length: Math.ceil(count / each) }, () => `dot tone-${tone}${striped ? ' striped' : ''} ready`),
  );
  while (target.children.length > classes.length) target.lastElementChild?.remove();
  classes.forEach((name, index) => {
    const dot = target.children[index] ?? target.appendChild(h('span', {}));
    if (dot.className !== name) dot.className = name;
  });
  target.dataset.each = each === 1 ? '' : `one dot per ${each} pods`;
}
