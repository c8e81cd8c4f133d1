import { precisePercent } from '../words';
import { lookOf, looksOf } from '../../../src/picture/looks';
import { embedPlan } from '../../../src/picture/draw-plan';
import { describeProblem } from '../../../src/validate/problem';
import { plural } from '../../../src/text/words';
import { button, copyButton, h, showMarkup } from '../dom';
import { showDots } from '../pods';
import { createTabs } from '../tabs';
import { constructCode, planCommand, RELEASE_FILE, releaseAppCode, releaseFile } from './plan-code';
import { createPlanControls } from './plan-controls';
import { type Offer, planOffers, splitOffers } from './plan-remedies';
import { NAMES, planOf, splitOf } from './plan-result';
import { type PlanState } from './plan-state';

export { fromQuery, toQuery } from './plan-state';

/** The pane that splits pods and plans releases. */
export interface PlanPane {
  readonly element: HTMLElement;
  show(state: PlanState): void;
}

/** Creates the pane. `onChange` gets each state that the user sets. */
export function createPlanPane(onChange: (state: PlanState) => void): PlanPane {
  let state: PlanState;
  const apply = (next: PlanState): void => {
    show(next);
    onChange(next);
  };
  const controls = createPlanControls((change) => apply({ ...state, ...change }));
  const split = createSplitCard(apply);
  const timeline = createTimeline(apply, () => state);
  const code = createCodeCard(() => state);
  const results = h('div', { class: 'pg-results' }, split.element, timeline.element, code.element);
  const element = h('div', { class: 'pg-plan' }, controls.element, results);
  const show = (next: PlanState): void => {
    state = next;
    controls.show(state);
    split.show(state);
    timeline.show();
    code.show();
  };
  return { element, show };
}

const LOOKS = looksOf([NAMES.stable, NAMES.canary]);

function createSplitCard(apply: (state: PlanState) => void): { element: HTMLElement; show(state: PlanState): void } {
  const title = h('h2', {}, 'Split');
  const dots = h('div', { class: 'dots', 'aria-hidden': 'true' });
  const words = h('p', { class: 'pg-split-words', 'aria-live': 'polite' });
  const problem = h('div', { class: 'pg-problem', hidden: true });
  const element = h('section', { class: 'pg-card pg-split' }, title, dots, words, problem);
  const show = (state: PlanState): void => {
    element.hidden = state.strategy !== 'canary';
    if (element.hidden) return;
    const { value: split, problems } = splitOf(state);
    problem.hidden = problems === undefined;
    dots.hidden = words.hidden = problems !== undefined;
    if (problems !== undefined) {
      showProblem(problem, problems.map(describeProblem), splitOffers(state), apply);
      return;
    }
    showDots(dots, [
      { count: split.stable, look: lookOf(LOOKS, NAMES.stable) },
      { count: split.canary, look: lookOf(LOOKS, NAMES.canary) },
    ]);
    words.replaceChildren(
      h('span', { class: 'key tone-stable' }, plural(split.stable, 'stable pod')),
      h('span', { class: 'key tone-canary striped' }, plural(split.canary, 'canary pod')),
      h('strong', {}, `${precisePercent(split.actualPercent)} of the traffic`),
      h('span', { class: 'muted' }, offBy(split.errorPoints)),
    );
  };
  return { element, show };
}

function offBy(points: number): string {
  const rounded = Math.round(points * 100) / 100;
  return points === 0 ? 'exactly as requested' : `${plural(rounded, 'point')} off`;
}

function createTimeline(
  apply: (state: PlanState) => void,
  current: () => PlanState,
): { element: HTMLElement; show(): void } {
  const picture = h('div', { class: 'pg-timeline' });
  const problem = h('div', { class: 'pg-problem', hidden: true });
  const steps = h('details', { class: 'pg-steps' });
  const element = h('section', { class: 'pg-card' }, h('h2', {}, 'Plan'), picture, problem, steps);
  let width = 0;
  const show = (): void => {
    const state = current();
    const { view, problems } = planOf(state);
    problem.hidden = view !== undefined;
    picture.hidden = steps.hidden = view === undefined;
    if (view === undefined) {
      showProblem(problem, problems, planOffers(state), apply);
      return;
    }
    showMarkup(picture, embedPlan(view, Math.floor(width || 760)));
    steps.replaceChildren(
      h('summary', {}, 'Commands, and what to wait for'),
      h(
        'ol',
        {},
        ...view.stages.map((stage) =>
          h(
            'li',
            {},
            h('strong', {}, stage.title),
            h('pre', { tabindex: 0 }, stage.commands.join('\n')),
            h('p', { class: 'muted' }, `Wait until ${stage.waitFor}.`),
          ),
        ),
      ),
    );
  };
  // Draw the picture as wide as its container, so that its text stays readable on a phone.
  new ResizeObserver(([entry]) => {
    const room = entry?.contentRect.width ?? 0;
    if (room === 0 || Math.abs(room - width) < 1) return;
    width = room;
    show();
  }).observe(element);
  return { element, show };
}

/** Shows the problems, and a button for each setting that would work. */
function showProblem(
  target: HTMLElement,
  problems: readonly string[],
  offers: readonly Offer[],
  apply: (state: PlanState) => void,
): void {
  const buttons = offers.map(({ label, state }) => button(label, 'pg-offer', () => apply(state)));
  target.replaceChildren(
    h('p', { class: 'pg-problem-title' }, 'These settings can’t be met'),
    ...problems.slice(0, 4).map((problem) => h('p', {}, problem)),
    ...(buttons.length === 0 ? [] : [h('p', { class: 'pg-offers' }, h('span', {}, 'Use instead:'), ...buttons)]),
  );
}

/** Describes the state that the code of the construct makes. */
function constructNote({ strategy, overlap }: PlanState): string {
  if (strategy === 'canary') return 'cdk8s code for the split above.';
  return `cdk8s code for the stage in which ${overlap ? 'both colors serve' : 'green is tested'}.`;
}

function createCodeCard(current: () => PlanState): { element: HTMLElement; show(): void } {
  const texts = { construct: constructCode, app: releaseAppCode, release: releaseFile, command: planCommand };
  const panel = (
    kind: keyof typeof texts,
    note: string | ((state: PlanState) => string),
  ): { id: string; panel: HTMLElement; show(): void } => {
    const code = h('pre', { tabindex: 0 });
    const words = h('p', { class: 'muted' });
    const shown = h(
      'div',
      {},
      words,
      h(
        'div',
        { class: 'pg-code' },
        code,
        copyButton(() => texts[kind](current())),
      ),
    );
    const show = (): void => {
      code.textContent = texts[kind](current());
      words.textContent = typeof note === 'string' ? note : note(current());
    };
    return { id: kind, panel: shown, show };
  };
  const panels = [
    { label: 'Construct', ...panel('construct', constructNote) },
    {
      label: 'ReleaseApp',
      ...panel('app', 'TypeScript that reads the release file. It does not change during a release.'),
    },
    {
      label: 'Release file',
      ...panel('release', `The whole plan, as ${RELEASE_FILE}. Each stage is a one-line change.`),
    },
    { label: 'Command', ...panel('command', 'Prints the same plan in your terminal.') },
  ];
  const tabs = createTabs('Code', panels, () => undefined);
  const element = h(
    'section',
    { class: 'pg-card' },
    h('h2', {}, 'Take it with you'),
    tabs.list,
    ...panels.map((tab) => tab.panel),
  );
  return { element, show: () => panels.forEach((tab) => tab.show()) };
}
