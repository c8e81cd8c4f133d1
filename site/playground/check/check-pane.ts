import type { CheckResult } from '../../../src/check/check-result';
import type { Counterexample } from '../../../src/check/counterexample';
import { checkRollout } from '../../../src/check/check-rollout';
import type { Finding } from '../../../src/check/finding';
import { FAIL_ON_ERROR } from '../../../src/cli/fail-on';
import { formatCheckText } from '../../../src/cli/format/check-text';
import { formatPlayer } from '../../../src/cli/format/player-html';
import { PLAIN } from '../../../src/cli/format/colors';
import { verdict } from '../../../src/cli/format/verdict';
import { looksOfReport } from '../../../src/cli/format/report-looks';
import { type Look, lookOf } from '../../../src/picture/looks';
import { drawShareChange } from '../../../src/picture/draw-share-change';
import { h, showMarkup } from '../dom';
import { animatePlayer } from '../../player/animate-player';
import { changedLines } from './changed-lines';
import { EXAMPLES } from './examples';
import type { CheckState } from './check-link';
import { createSourcePane, exampleOf, type Mark } from './source-pane';
import { hasYaml, loadYaml } from './yaml-on-demand';

export { readCheck, writeCheck } from './check-link';

/** The pane that checks a change. */
export interface CheckPane {
  readonly element: HTMLElement;
  show(state: CheckState): void;
}

/** Creates the pane. `onChange` gets each state that the user sets, with the id of the example if it is one. */
export function createCheckPane(onChange: (state: CheckState, example: string | undefined) => void): CheckPane {
  let state: CheckState = EXAMPLES[0]!;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = (next: CheckState): void => {
    state = next;
    clearTimeout(timer);
    timer = setTimeout(() => {
      judge();
      onChange(state, exampleOf(state.before, state.after));
    }, 200);
  };
  const select = h('select', { id: 'example' }, ...EXAMPLES.map(({ id, title }) => h('option', { value: id }, title)));
  select.append(h('option', { value: '', hidden: true }, 'Your own YAML'));
  select.addEventListener('change', () => {
    const example = EXAMPLES.find(({ id }) => id === select.value);
    if (example === undefined) return;
    show(example);
    onChange(example, example.id);
  });
  const before = createSourcePane('Before', (text) => changed({ ...state, before: text }));
  const after = createSourcePane('After', (text) => changed({ ...state, after: text }));
  const result = h('div', { class: 'pg-result', 'aria-live': 'polite' });
  const judge = (): void => {
    select.value = exampleOf(state.before, state.after) ?? '';
    const { found, marks, problem } = check(state);
    const changed = changedLines(state.before, state.after);
    before.show(state.before, [], changed.before);
    after.show(state.after, marks, changed.after);
    if (found === undefined && !hasYaml()) {
      void loadYaml().then(judge, () => result.replaceChildren(problemCard(OFFLINE)));
      return;
    }
    result.replaceChildren(...(found === undefined ? [problemCard(problem)] : resultCards(found)));
  };
  const show = ({ before: old, after: fresh }: CheckState): void => {
    clearTimeout(timer);
    state = { before: old, after: fresh };
    judge();
  };
  const choose = h('div', { class: 'pg-field pg-example' }, h('label', { for: 'example' }, 'Example'), select);
  const panes = h('div', { class: 'pg-panes' }, before.element, after.element);
  return { element: h('div', { class: 'pg-check' }, choose, result, panes), show };
}

const OFFLINE = 'The YAML parser could not be loaded. Check your connection and reload the page.';

interface Judged {
  readonly found?: CheckResult;
  readonly problem: string;
  readonly marks: Mark[];
}

function check({ before, after }: CheckState): Judged {
  try {
    const found = checkRollout(before, after);
    const marks = found.findings.flatMap(({ line, severity, rule }) =>
      line === undefined ? [] : [{ line, severity, text: rule }],
    );
    return { found, problem: '', marks };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error), marks: [] };
  }
}

function problemCard(problem: string): HTMLElement {
  const lines = problem.split('\n').slice(0, 20);
  return h(
    'div',
    { class: 'pg-problem' },
    h('p', { class: 'pg-problem-title' }, 'The YAML can’t be read'),
    ...lines.map((line) => h('p', {}, line)),
  );
}

function resultCards(result: CheckResult): HTMLElement[] {
  const failed = result.findings.length > 0;
  const title = h('p', { class: `pg-verdict ${failed ? 'failed' : 'passed'}` }, verdict(result, FAIL_ON_ERROR));
  const printed = h('details', {}, h('summary', {}, 'As the command line prints it'));
  printed.append(h('pre', { tabindex: 0 }, formatCheckText(result, PLAIN, { explain: true })));
  const cards = [
    ...result.findings.map((finding) => findingCard(finding, result)),
    ...result.services.map((service) => serviceCard(service, looksOfReport(result.services))),
  ];
  return [title, ...cards, printed];
}

function findingCard(finding: Finding, { services }: CheckResult): HTMLElement {
  const { severity, rule, message, fix, explanation, counterexample } = finding;
  const looks = looksOfReport(services);
  return h(
    'section',
    { class: `pg-card pg-finding ${severity}` },
    h('h2', {}, h('span', { class: 'severity' }, severity), ' ', rule),
    h('p', {}, `${message}.`),
    h('p', {}, h('strong', {}, 'Fix: '), `${fix}.`),
    h('p', { class: 'muted' }, explanation),
    counterexample === undefined ? undefined : createPlayer(counterexample, looks),
  );
}

function createPlayer(counterexample: Counterexample, looks: ReadonlyMap<string, Look>): HTMLElement {
  const holder = h('div', {});
  showMarkup(holder, formatPlayer(counterexample, looks));
  animatePlayer(holder.querySelector<HTMLElement>('.player')!);
  return holder;
}

function serviceCard(service: CheckResult['services'][number], looks: ReadonlyMap<string, Look>): HTMLElement {
  const { name, endpointsBefore, lowestReadyEndpoints, endpointsAfter, versions } = service;
  const round = (share: number | undefined): string => (share === undefined ? '–' : `${Math.round(share * 10) / 10}%`);
  const rows = versions.map((version) => {
    const picture = h('div', { class: 'pg-share' });
    showMarkup(picture, drawShareChange(version));
    return h(
      'div',
      { class: 'pg-share-row' },
      h('span', { class: `key tone-${lookOf(looks, version.version).tone}` }, version.version),
      h(
        'span',
        { class: 'muted' },
        `${round(version.percentBefore)} → ${round(version.percentAfter)}, ${round(version.percentLowest)} to ${round(version.percentHighest)} on the way`,
      ),
      picture,
    );
  });
  const ready = `${endpointsBefore} ready endpoints before, ${lowestReadyEndpoints} at the lowest, ${endpointsAfter} after`;
  return h(
    'section',
    { class: 'pg-card pg-service-card' },
    h('h2', {}, `Service ${name}`),
    h('p', { class: 'muted' }, ready),
    ...(rows.length === 0
      ? []
      : [h('p', { class: 'pg-share-legend muted', 'aria-hidden': 'true' }, '○ before  ━ on the way  ● after')]),
    ...rows,
  );
}
