import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { tags } from '@lezer/highlight';
import { basicSetup, EditorView } from 'codemirror';
import type { Mark } from './source-pane';

/** A YAML editor. */
export interface Editor {
  set(text: string): void;
  mark(marks: readonly Mark[]): void;
  focus(): void;
}

/** The colors of the page, which have enough contrast in light and dark mode. */
const COLORS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--blue)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: 'var(--muted)' },
  { tag: [tags.keyword, tags.labelName, tags.typeName], color: 'var(--violet)' },
]);

/** Creates an editor. The Tab key leaves it, so that it doesn't trap keyboard users. */
export function createEditor(
  parent: HTMLElement,
  label: string,
  text: string,
  onChange: (text: string) => void,
): Editor {
  let quiet = false;
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      basicSetup,
      yaml(),
      syntaxHighlighting(COLORS),
      EditorView.contentAttributes.of({ 'aria-label': `${label}: YAML` }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged && !quiet) onChange(state.doc.toString());
      }),
    ],
  });
  return {
    set: (next) => {
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      quiet = false;
    },
    mark: (marks) => {
      const { doc } = view.state;
      const diagnostics = marks
        .filter(({ line }) => line <= doc.lines)
        .map(({ line, severity, text: message }) => {
          const { from, to } = doc.line(line);
          return { from, to, severity: severity as 'error' | 'warning' | 'info', message };
        });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    focus: () => view.focus(),
  };
}
