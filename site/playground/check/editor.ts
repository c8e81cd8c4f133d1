import { yaml } from '@codemirror/lang-yaml';
import { setDiagnostics } from '@codemirror/lint';
import { basicSetup, EditorView } from 'codemirror';
import type { Mark } from './source-pane';

/** An editor of YAML. */
export interface Editor {
  set(text: string): void;
  mark(marks: readonly Mark[]): void;
  focus(): void;
}

/** Creates an editor. Tab leaves it, so that nobody is caught in it who uses the keyboard alone. */
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
