import type { ManifestProblem } from '../manifests/manifest';
import { isFromObject, sourceOf } from '../manifests/render-command';
import type { ManifestState } from '../manifests/state';
import type { NotJudged } from './check-result';

/**
 * Returns the documents that could not be read before and are gone or corrected now, if not even their names are known.
 * If the new state still contains such a document, the report lists it among the ones that can't be read. A document in
 * another file is the same one if it has the same problem, because files can be renamed, and both states may be folders.
 */
export function toUnnamedBefore(before: ManifestState, after: ManifestState): NotJudged[] {
  const byFile = unmatched(unnamedOf(before), unnamedOf(after), (one) => `${fileName(one)} ${problemOf(one)}`);
  return unmatched(...byFile, problemOf)[0].map((problem) =>
    toEntry(`had a document${placeOf(problem)} that could not be read and is now gone or corrected`),
  );
}

/** Returns the sources of manifests that had to be rendered before, as far as the new state lacks them. */
export function toRenderedBefore({ unread: before }: ManifestState, { unread: after }: ManifestState): NotJudged[] {
  const bySource = unmatched(before.renderFirst, after.renderFirst, sourceOf);
  // Folders can be renamed, and both states may be folders. The report names all those of the new state.
  const [gone] = unmatched(...bySource, (command) => (isFromObject(command) ? sourceOf(command) : toolOf(command)));
  return gone.map((command) => toEntry(`had manifests to render (${command}), which the new one lacks`));
}

function toEntry(reason: string): NotJudged {
  return { kind: 'State', name: 'before', reason };
}

function unnamedOf({ unread }: ManifestState): ManifestProblem[] {
  return unread.leftOut.filter(({ subject }) => subject === undefined);
}

/** Returns the name without the folder or revision, which differ between the states. */
function fileName({ file = '' }: ManifestProblem): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf(':')) + 1);
}

/** Returns the message. Those about lists of objects begin with the name of the list and an index: `before[3]: …`. */
function problemOf({ file, message }: ManifestProblem): string {
  return file === undefined ? message.replace(/^(?:before|after)\[\d+\]: /, '') : message;
}

function placeOf({ file, line }: ManifestProblem): string {
  if (line === undefined) return '';
  return file === undefined ? ` (line ${line})` : ` (${file}:${line})`;
}

/** Returns the program of a command, with its subcommand: `kustomize build`. */
function toolOf(command: string): string {
  return command.split(' ', 2).join(' ');
}

/** Returns the items of two lists that have no counterpart with the same key in the other list. */
function unmatched<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): [T[], T[]] {
  return [missing(before, after, keyOf), missing(after, before, keyOf)];
}

function missing<T>(items: readonly T[], others: readonly T[], keyOf: (item: T) => string): T[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return items.filter((item) => {
    const count = left.get(keyOf(item)) ?? 0;
    left.set(keyOf(item), count - 1);
    return count <= 0;
  });
}
