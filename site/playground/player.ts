import type { Counterexample, CounterexampleStep } from '../../src/check/counterexample';
import { type Look, lookOf } from '../../src/picture/looks';
import { plural } from '../../src/text/words';
import { button, h } from './dom';
import { dotClass } from './pods';

const SECONDS_PER_STEP = 1.8;

/** More dots than these are no longer counted by eye: a row then says how many there are. */
const MAX_DOTS = 60;

/**
 * Creates an animation of a sequence of events: pods come and go, with the endpoints of the Service beside them. It can be
 * paused and moved by hand. Where the reader wants less motion, it starts paused.
 */
export function createPlayer({ service, steps }: Counterexample, looks: ReadonlyMap<string, Look>): HTMLElement {
  const rows = steps[0]!.pods.map(({ version }) => createRow(version, lookOf(looks, version)));
  const most = Math.max(1, ...steps.map(({ endpoints }) => endpoints));
  const count = h('strong', {});
  const bar = h('span', { class: 'pg-gauge' }, h('span', {}));
  const event = h('p', { class: 'pg-event', 'aria-live': 'polite' });
  const scrubber = h('input', { type: 'range', min: 0, max: steps.length - 1, step: 1, 'aria-label': 'Event' });
  const list = h('ol', { class: 'pg-events', start: 0 }, ...steps.map((step) => h('li', {}, describe(step))));
  let current = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = (index: number): void => {
    current = index;
    const step = steps[index]!;
    step.pods.forEach((pods, row) => rows[row]!.show(pods.ready, pods.selected, mostOf(steps, row)));
    count.textContent = plural(step.endpoints, 'ready endpoint');
    count.className = step.endpoints === 0 ? 'none' : '';
    bar.style.setProperty('--part', `${(100 * step.endpoints) / most}%`);
    event.textContent = `${index}. ${step.event}`;
    scrubber.value = String(index);
    scrubber.setAttribute('aria-valuetext', describe(step));
    scrubber.style.setProperty('--filled', `${(100 * index) / Math.max(1, steps.length - 1)}%`);
    [...list.children].forEach((item, place) => item.classList.toggle('now', place === index));
  };
  const play = button('Play', 'pg-action', () => (timer === undefined ? start() : stop()));
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = 'Play';
  };
  const start = (): void => {
    if (current === steps.length - 1) show(0);
    play.textContent = 'Pause';
    timer = setInterval(() => {
      if (!element.isConnected || current >= steps.length - 1) {
        stop();
        return;
      }
      show(current + 1);
      if (current === steps.length - 1) stop();
    }, SECONDS_PER_STEP * 1000);
  };
  scrubber.addEventListener('input', () => {
    stop();
    show(Number(scrubber.value));
  });
  const element = h(
    'div',
    { class: 'pg-player', role: 'group', 'aria-label': `Worst sequence of events for Service ${service}` },
    h('div', { class: 'pg-endpoints' }, h('span', { class: 'pg-service' }, `Service ${service}`), count, bar),
    ...rows.map((row) => row.element),
    event,
    h('div', { class: 'pg-scrubber' }, play, scrubber),
    list,
  );
  show(0);
  if (steps.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches) start();
  return element;
}

function describe({ event, endpoints }: CounterexampleStep): string {
  return `${event}: ${plural(endpoints, 'endpoint')}`;
}

function mostOf(steps: readonly CounterexampleStep[], row: number): number {
  return Math.max(...steps.map(({ pods }) => pods[row]!.ready));
}

interface Row {
  readonly element: HTMLElement;
  show(ready: number, selected: boolean, most: number): void;
}

function createRow(version: string, look: Look): Row {
  const dots = h('div', { class: 'pg-dots', 'aria-hidden': 'true' });
  const note = h('span', { class: 'pg-muted' });
  const head = h('div', { class: 'pg-row-head' }, h('span', { class: `pg-key tone-${look.tone}` }, version), note);
  const element = h('div', { class: 'pg-row' }, head, dots);
  const show = (ready: number, selected: boolean, most: number): void => {
    element.classList.toggle('unselected', !selected);
    note.textContent = `${ready} ready, ${selected ? 'selected' : 'not selected'}`;
    const wanted = Math.min(MAX_DOTS, Math.max(most, 1));
    const drawn = most > MAX_DOTS ? Math.round((ready * MAX_DOTS) / most) : ready;
    while (dots.children.length < wanted) dots.append(h('span', {}));
    [...dots.children].forEach((dot, index) => (dot.className = dotClass(look, index < drawn ? 'ready' : 'gone')));
  };
  return { element, show };
}
