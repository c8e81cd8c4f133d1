import type { Counterexample, CounterexamplePods, CounterexampleStep } from '../../check/counterexample';
import { type Look, lookOf } from '../../picture/looks';
import { element, textElement } from '../../picture/svg';
import { percent, plural } from '../../text/words';
import { describeService } from './check-groups';

/** The most dots of one version. More could not be counted by eye, so each dot then stands for several pods. */
const MOST_DOTS = 60;

/** The most events. No one would watch more to the end. */
const MOST_STEPS = 60;

/** The most rows. No one would read a picture with more. */
const MOST_ROWS = 12;

/**
 * Returns a sequence of events as HTML: the ready pods of each version after the last event, and all events with their
 * results. It is complete without a script; `site/player/animate-player.ts` animates it.
 *
 * @param looks the looks of the versions in all pictures of the page
 */
export function formatPlayer(
  { namespace, service, steps: all }: Counterexample,
  looks: ReadonlyMap<string, Look>,
): string {
  const last = all.at(-1)!;
  const steps = all.length <= MOST_STEPS ? all : [...all.slice(0, MOST_STEPS - 1), last];
  const left = all.length - steps.length;
  const most = Math.max(1, ...steps.map(({ endpoints }) => endpoints));
  const name = describeService({ namespace, name: service });
  const label = `Worst sequence of events for ${name}`;
  const rows = last.pods.slice(0, MOST_ROWS);
  const hidden = last.pods.length - rows.length;
  return element('div', { class: 'player', role: 'group', 'aria-label': label }, [
    element('div', { class: 'endpoints' }, [
      textElement('span', { class: 'service' }, name),
      textElement('strong', {}, plural(last.endpoints, 'ready endpoint')),
      element('span', { class: 'gauge' }, [
        textElement('span', { style: `width: ${Math.round((100 * last.endpoints) / most)}%` }, ''),
      ]),
    ]),
    ...rows.map((pods, row) => formatRow(pods, last, mostOf(steps, row), lookOf(looks, pods.version))),
    ...(hidden > 0 ? [textElement('p', { class: 'muted' }, `… and ${plural(hidden, 'more version')}`)] : []),
    element(
      'ol',
      { class: 'events', start: 0 },
      steps.map((step) => formatStep(step, steps, most)),
    ),
    ...(left > 0
      ? [textElement('p', { class: 'muted' }, `… ${plural(left, 'event')} left out before the last one`)]
      : []),
  ]);
}

function formatRow(pods: CounterexamplePods, step: CounterexampleStep, most: number, look: Look): string {
  const drawn = dotsFor(pods.ready, most);
  const kind = `dot tone-${look.tone}${look.striped ? ' striped' : ''}`;
  const dots = Array.from({ length: dotsFor(most, most) }, (_, place) =>
    textElement('span', { class: `${kind} ${place < drawn ? 'ready' : 'gone'}` }, ''),
  );
  return element('div', { class: `row${pods.selected ? '' : ' unselected'}` }, [
    element('div', { class: 'row-head' }, [
      textElement('span', { class: `key tone-${look.tone}` }, pods.version),
      textElement('span', { class: 'muted' }, describePods(pods, step)),
    ]),
    element('div', { class: 'dots', 'aria-hidden': 'true' }, dots),
  ]);
}

/**
 * Returns one step. Its attributes are data for the script: the event, the endpoints, the width of their gauge, and the
 * dots.
 */
function formatStep(step: CounterexampleStep, steps: readonly CounterexampleStep[], most: number): string {
  const { event, endpoints, pods } = step;
  const gauge = Math.round((100 * endpoints) / most);
  return element('li', { 'data-event': event, 'data-endpoints': endpoints, 'data-gauge': gauge }, [
    textElement('span', {}, `${event}: ${plural(endpoints, 'endpoint')}`),
    element(
      'ul',
      {},
      pods.slice(0, MOST_ROWS).map((version, row) =>
        element(
          'li',
          {
            'data-dots': dotsFor(version.ready, mostOf(steps, row)),
            'data-selected': version.selected ? 'true' : undefined,
          },
          [
            textElement('span', { class: 'version' }, `${version.version}:`),
            textElement('span', {}, describePods(version, step)),
          ],
        ),
      ),
    ),
  ]);
}

function describePods({ ready, selected }: CounterexamplePods, { endpoints }: CounterexampleStep): string {
  if (!selected) return `${ready} ready, not selected`;
  return endpoints === 0 ? `${ready} ready` : `${ready} ready, ${percent((100 * ready) / endpoints)} of the traffic`;
}

/** Returns the most ready pods of a version in any step. */
function mostOf(steps: readonly CounterexampleStep[], row: number): number {
  return Math.max(1, ...steps.map(({ pods }) => pods[row]?.ready ?? 0));
}

function dotsFor(ready: number, most: number): number {
  return most <= MOST_DOTS ? ready : Math.ceil((ready * MOST_DOTS) / most);
}
