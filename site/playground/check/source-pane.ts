import { EXAMPLES } from './examples';
import { button, h } from '../dom';
import type { Editor } from './editor';

/** A mark in a line of YAML. */
export interface Mark {
  /** The line, counted from 1. */
  readonly line: number;
  readonly severity: string;
  readonly text: string;
}

/** A pane of YAML: lines with marks, and an editor as soon as the user wants to change it. */
export interface SourcePane {
  readonly element: HTMLElement;
  /** Shows a text, with marks in its lines, and with a background behind the changed ones. */
  show(text: string, marks: readonly Mark[], changed: ReadonlySet<number>): void;
}

/** Creates a pane. It loads the editor on demand. */
export function createSourcePane(label: string, onChange: (text: string) => void): SourcePane {
  const lines = h('div', { class: 'pg-source', tabindex: 0, role: 'region', 'aria-label': `${label}: YAML` });
  const host = h('div', { class: 'pg-editor', hidden: true });
  let [text, marks]: [string, readonly Mark[]] = ['', []];
  let editor: Editor | undefined;
  const edit = button('Edit', 'pg-action', () => {
    edit.disabled = true;
    void import('./editor').then(({ createEditor }) => {
      edit.hidden = true;
      lines.hidden = true;
      host.hidden = false;
      editor = createEditor(host, label, text, (changed) => {
        text = changed;
        onChange(changed);
      });
      editor.mark(marks);
      editor.focus();
    });
  });
  const show = (next: string, found: readonly Mark[], changed: ReadonlySet<number>): void => {
    marks = found;
    if (editor !== undefined) {
      if (next !== text) editor.set(next);
      editor.mark(found);
    } else {
      lines.replaceChildren(...next.split('\n').map((line, index) => lineOf(line, index + 1, found, changed)));
    }
    text = next;
  };
  const head = h('div', { class: 'pg-pane-head' }, h('h2', {}, label), edit);
  return { element: h('section', { class: 'pg-card pg-pane' }, head, lines, host), show };
}

function lineOf(text: string, number: number, marks: readonly Mark[], changed: ReadonlySet<number>): HTMLElement {
  const mark = marks.find(({ line }) => line === number);
  const classes = ['line', ...(changed.has(number) ? ['changed'] : []), ...(mark === undefined ? [] : [mark.severity])];
  const line = h('div', { class: classes.join(' ') });
  line.append(h('span', { class: 'number', 'aria-hidden': 'true' }, String(number)), h('code', {}, text || ' '));
  if (mark !== undefined) line.append(h('span', { class: 'mark' }, mark.text));
  return line;
}

/** Returns the id of the example with exactly these states, if there is one. */
export function exampleOf(before: string, after: string): string | undefined {
  return EXAMPLES.find((example) => example.before === before && example.after === after)?.id;
}
