type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | undefined;

/**
 * Creates an element. Text becomes text nodes, so user input is never parsed as HTML.
 *
 * @param attributes `true` sets an attribute without a value; `false` and `undefined` leave it out
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) created.setAttribute(key, value === true ? '' : String(value));
  }
  created.append(...children.filter((child) => child !== undefined));
  return created;
}

/**
 * Shows markup from our own functions, which escape every name and value from a user.
 *
 * @param markup a result of `src/picture` or `src/cli/format`
 */
export function showMarkup(target: HTMLElement, markup: string): void {
  target.innerHTML = markup;
}

/** Creates a button. */
export function button(text: string, kind: string, onClick: () => void): HTMLButtonElement {
  const created = h('button', { type: 'button', class: kind }, text);
  created.addEventListener('click', onClick);
  return created;
}

/** Creates a button that copies some text and confirms it. */
export function copyButton(text: () => string): HTMLButtonElement {
  const created = button('Copy', 'pg-copy', () => {
    void navigator.clipboard.writeText(text()).then(
      () => say('Copied'),
      () => say('Select and copy it'),
    );
  });
  const say = (words: string): void => {
    created.textContent = words;
    setTimeout(() => (created.textContent = 'Copy'), 1600);
  };
  return created;
}
