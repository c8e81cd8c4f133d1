import type { Look } from '../../src/picture/looks';
import { h } from './dom';

/** More dots than these are no longer counted by eye: each then stands for several pods. */
const MAX_DOTS = 240;

/** Pods that look alike. */
export interface DotGroup {
  readonly count: number;
  readonly look: Look;
  readonly state?: 'ready' | 'idle';
}

/** Shows pods as dots. Dots that stay are kept, so that a change can be seen. */
export function showDots(target: HTMLElement, groups: readonly DotGroup[]): void {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const each = Math.max(1, Math.ceil(all / MAX_DOTS));
  const classes = groups.flatMap(({ count, look, state = 'ready' }) =>
    Array.from({ length: Math.ceil(count / each) }, () => dotClass(look, state)),
  );
  while (target.children.length > classes.length) target.lastElementChild?.remove();
  classes.forEach((name, index) => {
    const dot = target.children[index] ?? target.appendChild(h('span', {}));
    if (dot.className !== name) dot.className = name;
  });
  target.dataset.each = each === 1 ? '' : `one dot per ${each} pods`;
}

/** Returns the classes of a dot. */
export function dotClass({ tone, striped }: Look, state: string): string {
  return `pg-dot tone-${tone}${striped ? ' striped' : ''} ${state}`;
}
