import { DARK, EMBEDDED_STYLE, LIGHT, paletteVariables } from '../../src/picture/style';
import { patterns } from '../../src/picture/svg-document';
import { createCheckPane, type CheckState } from './check/check-pane';
import { EXAMPLES } from './check/examples';
import { h, showMarkup } from './dom';
import { MAX_SHARED, pack, unpack } from './fragment';
import { createPlanPane } from './plan/plan-pane';
import { fromQuery, toQuery } from './plan/plan-state';
import { createTabs } from './tabs';
import './style.css';

/**
 * Starts the playground in an element. Everything runs in the page: nothing is sent anywhere, and the state lives in the
 * fragment of the URL, which browsers keep to themselves.
 *
 * @returns a function that ends it
 */
export function mountPlayground(root: HTMLElement): () => void {
  const plan = createPlanPane((state) => write(`plan?${toQuery(state)}`));
  const check = createCheckPane((state, example) => void share(state, example));
  const checkPanel = h('div', {}, check.element);
  const planPanel = h('div', {}, plan.element);
  const tabs = createTabs(
    'Playground',
    [
      { id: 'plan', label: 'Plan a release', panel: planPanel },
      { id: 'check', label: 'Check a change', panel: checkPanel },
    ],
    (id) => {
      write(id);
      if (id === 'check') check.show(EXAMPLES[0]!);
    },
  );
  const shared = h('div', {});
  showMarkup(shared, patterns());
  shared.append(h('style', {}, colorsOfPage()));
  root.replaceChildren(
    shared,
    h('header', { class: 'pg-head' }, h('h1', {}, 'Playground'), tabs.list),
    planPanel,
    checkPanel,
  );

  const read = (): void => {
    const [pane, query = ''] = location.hash.slice(1).split('?');
    tabs.select(pane === 'check' ? 'check' : 'plan');
    plan.show(fromQuery(pane === 'plan' ? query : ''));
    if (pane === 'check') void readCheck(query).then((state) => check.show(state));
  };
  read();
  window.addEventListener('hashchange', read);
  return () => window.removeEventListener('hashchange', read);
}

/** The site sets the class `dark` where its reader wants it. */
function colorsOfPage(): string {
  return [`:root { ${paletteVariables(LIGHT)} }`, `:root.dark { ${paletteVariables(DARK)} }`, ...EMBEDDED_STYLE].join(
    '\n',
  );
}

async function share({ before, after }: CheckState, example: string | undefined): Promise<void> {
  if (example !== undefined) {
    write(`check?example=${example}`);
    return;
  }
  // What is too large for a link stays in the page alone.
  write(before.length + after.length > MAX_SHARED ? 'check' : `check?yaml=${await pack([before, after])}`);
}

async function readCheck(query: string): Promise<CheckState> {
  const given = new URLSearchParams(query);
  const shared = await unpack(given.get('yaml') ?? '');
  const [before, after] = Array.isArray(shared) ? (shared as unknown[]) : [];
  if (typeof before === 'string' && typeof after === 'string') return { before, after };
  return EXAMPLES.find(({ id }) => id === given.get('example')) ?? EXAMPLES[0]!;
}

/** The fragment is replaced, not added to the history: a slider would otherwise fill it. */
function write(fragment: string): void {
  history.replaceState(history.state, '', `#${fragment.replace(/\?$/, '')}`);
}
