import { h } from './dom';

/** A pane whose code is loaded when it is first shown, so that a plan doesn't wait for the checker. */
export interface LazyPane {
  readonly element: HTMLElement;
  /** Shows the state in the fragment of the URL. */
  show(query: string): void;
}

/** Creates a pane. */
export function lazyPane(load: () => Promise<LazyPane>): LazyPane {
  const element = h('div', {});
  let loading: Promise<LazyPane> | undefined;
  return {
    element,
    show: (query) => {
      loading ??= load().then((pane) => {
        element.append(pane.element);
        return pane;
      });
      void loading.then((pane) => pane.show(query));
    },
  };
}
