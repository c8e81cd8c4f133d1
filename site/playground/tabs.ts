import { h } from './dom';

/** One tab, and the panel that it shows. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
}

/** Tabs that follow the ARIA pattern: arrow keys move between tabs, and the Tab key moves on to the panel. */
export interface Tabs {
  readonly list: HTMLElement;
  select(id: string): void;
}

/**
 * Creates a list of tabs.
 *
 * @param label the name of the list for screen readers
 * @param onSelect is called when the user selects a tab
 */
export function createTabs(label: string, tabs: readonly Tab[], onSelect: (id: string) => void): Tabs {
  const list = h('div', { role: 'tablist', 'aria-label': label, class: 'pg-tabs' });
  const buttons = tabs.map(({ id, label: text, panel }) => {
    const tab = h('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` }, text);
    panel.id = `panel-${id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', () => choose(id));
    list.append(tab);
    return tab;
  });
  const select = (id: string): void => {
    tabs.forEach((tab, index) => {
      const selected = tab.id === id;
      buttons[index]!.setAttribute('aria-selected', String(selected));
      buttons[index]!.tabIndex = selected ? 0 : -1;
      tab.panel.hidden = !selected;
    });
  };
  const choose = (id: string): void => {
    select(id);
    onSelect(id);
  };
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const current = buttons.findIndex((tab) => tab === document.activeElement);
    if (step === undefined || current < 0) return;
    event.preventDefault();
    const next = (current + step + tabs.length) % tabs.length;
    choose(tabs[next]!.id);
    buttons[next]!.focus();
  });
  select(tabs[0]!.id);
  return { list, select };
}
