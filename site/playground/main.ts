import { PLAYER_STYLE } from '../../src/cli/format/player-style';
import { DARK, EMBEDDED_STYLE, LIGHT, paletteVariables } from '../../src/picture/style';
import { patterns } from '../../src/picture/svg-document';
import { h, showMarkup } from './dom';
import { lazyPane } from './lazy-pane';
import { createTabs } from './tabs';
import './style.css';

/**
 * Starts the playground in an element. Everything runs in the page: nothing is sent anywhere, and the state lives in the
 * fragment of the URL, which browsers keep to themselves.
 *
 * @returns a function that ends it
 */
export function mountPlayground(root: HTMLElement): () => void {
  const panes = {
    plan: lazyPane(async () => {
      const { createPlanPane, fromQuery, toQuery } = await import('./plan/plan-pane');
      const pane = createPlanPane((state) => write('plan', toQuery(state)));
      return { element: pane.element, show: (query) => pane.show(fromQuery(query)) };
    }),
    check: lazyPane(async () => {
      const { createCheckPane, readCheck, writeCheck } = await import('./check/check-pane');
      const pane = createCheckPane(
        (state, example) => void writeCheck(state, example).then((query) => write('check', query)),
      );
      return { element: pane.element, show: (query) => void readCheck(query).then((state) => pane.show(state)) };
    }),
  };
  /** The state of each pane, so that a pane that is shown again is as it was left. */
  const queries = { plan: '', check: '' };
  const write = (pane: keyof typeof queries, query: string): void => {
    queries[pane] = query;
    // It is replaced, not added to the history: a slider would otherwise fill it.
    history.replaceState(history.state, '', `#${[pane, query].filter((part) => part !== '').join('?')}`);
  };
  const tabs = createTabs(
    'Playground',
    [
      { id: 'plan', label: 'Plan a release', panel: panes.plan.element },
      { id: 'check', label: 'Check a change', panel: panes.check.element },
    ],
    (id) => {
      const pane = id === 'check' ? 'check' : 'plan';
      write(pane, queries[pane]);
      panes[pane].show(queries[pane]);
    },
  );
  const shared = h('div', {});
  showMarkup(shared, patterns());
  shared.append(h('style', {}, styleOfPage()));
  root.replaceChildren(
    shared,
    h('header', { class: 'pg-head' }, h('h1', {}, 'Playground'), tabs.list),
    panes.plan.element,
    panes.check.element,
  );

  const read = (): void => {
    const [name, query = ''] = location.hash.slice(1).split('?');
    const pane = name === 'check' ? 'check' : 'plan';
    queries[pane] = name === pane ? query : '';
    tabs.select(pane);
    panes[pane].show(queries[pane]);
  };
  read();
  window.addEventListener('hashchange', read);
  return () => window.removeEventListener('hashchange', read);
}

/** The site sets the class `dark` where its reader wants it. */
function styleOfPage(): string {
  const colors = [`:root { ${paletteVariables(LIGHT)} }`, `:root.dark { ${paletteVariables(DARK)} }`];
  return [...colors, ...EMBEDDED_STYLE, ...PLAYER_STYLE].join('\n');
}
