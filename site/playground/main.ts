import { PLAYER_STYLE } from '../../src/cli/format/player-style';
import { DARK, EMBEDDED_STYLE, LIGHT, paletteVariables } from '../../src/picture/style';
import { patterns } from '../../src/picture/svg-document';
import { h, showMarkup } from './dom';
import { lazyPane } from './lazy-pane';
import { createTabs } from './tabs';
import './style.css';

/**
 * Starts the playground in an element. Everything runs in the page and nothing is sent anywhere. The state is in the
 * fragment of the URL, which browsers don't send to servers.
 *
 * @returns a function that stops it
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
  /** The state of each pane, so that a pane looks the same when the user returns to it. */
  const queries = { plan: '', check: '' };
  const write = (pane: keyof typeof queries, query: string): void => {
    queries[pane] = query;
    // Replace the entry, because a slider would fill the history with new ones.
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

/** Returns the style sheet of the page. VitePress sets the class `dark` for readers who prefer it. */
function styleOfPage(): string {
  const colors = [`:root { ${paletteVariables(LIGHT)} }`, `:root.dark { ${paletteVariables(DARK)} }`];
  return [...colors, ...EMBEDDED_STYLE, ...PLAYER_STYLE].join('\n');
}
