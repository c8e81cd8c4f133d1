import { joinManifestSets } from '../../manifests/join-manifest-sets';
import type { ManifestProblem, ManifestSet } from '../../manifests/manifest';
import { describeManifestProblem } from '../../manifests/manifest-problem';
import { readManifests } from '../../manifests/yaml/read-manifests';
import type { ManifestState } from '../../manifests/state';
import { SharedDocuments } from '../../manifests/yaml/shared-documents';
import { toTolerantState } from '../../manifests/to-state';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { Progress } from '../progress';
import type { SourceFile } from './source-file';

/** A state, with the number of its objects. */
export interface ReadState {
  readonly state: ManifestState;
  readonly objects: number;
  /** The number of objects that list endpoints. They are not read. */
  readonly endpointLists: number;
}

/** The options for reading manifests. */
export interface ReadingOptions {
  /** Whether anything that is not a manifest, or can't be read, is an error. @default false */
  readonly strict?: boolean;
}

/**
 * Returns the states of sets of files, by the names of the sets. The set called `before` is the state before.
 * Unreadable content is left out, named and counted, so one bad file hides nothing in the others.
 *
 * @throws CliError with all problems of all files, each with file, line and column, if the reading is strict or a set
 * has nothing readable
 */
export function toStates<Name extends string>(
  sets: Readonly<Record<Name, SourceFile[]>>,
  io: Io,
  { strict = false }: ReadingOptions = {},
): Record<Name, ReadState> {
  const entries = Object.entries<SourceFile[]>(sets);
  const characters = entries.flatMap(([, files]) => files.map(({ text }) => text.length));
  const progress = new Progress(
    io,
    characters.reduce((sum, length) => sum + length, 0),
  );
  const problems: ManifestProblem[] = [];
  const shared = new SharedDocuments();
  const states = entries.map(([name, files]): [string, ReadState] => {
    const set = readFiles(files, progress, shared);
    const { state, refusals } = toTolerantState(set, { strict, before: name === 'before', shared: shared.objects });
    const objects = set.manifests.length + (set.passive ?? 0);
    // Push one at a time, because a call can't take a hundred thousand arguments.
    for (const problem of refusals) problems.push(problem);
    const endpointLists = set.manifests.filter(({ kind }) => ENDPOINT_LISTS.has(kind)).length;
    return [name, { state, objects, endpointLists }];
  });
  progress.end();
  if (problems.length > 0) throw new CliError(problems.map(describeManifestProblem));
  return Object.fromEntries(states) as Record<Name, ReadState>;
}

/** Kinds that list the endpoints of a Service. The status of the Deployments tells the same. */
const ENDPOINT_LISTS = new Set(['EndpointSlice', 'Endpoints']);

/** Returns notes about everything left out that no report names. */
export function leftOutNotes({ state: { unread } }: ReadState): string[] {
  const { leftOut, ambiguous, renderFirst } = unread;
  return [
    ...bounded(leftOut.map((problem) => `left out: ${describeManifestProblem(problem)}`)),
    ...bounded(ambiguous.map((problem) => `left out: ${describeManifestProblem(problem)}`)),
    ...bounded(renderFirst.map((command) => `not rendered yet: ${command}`)),
  ];
}

/** Returns notes for the user about mistakes that kubectl accepts. */
export function readingNotes({ state: { unread } }: ReadState): string[] {
  return bounded(unread.tolerated.map((problem) => `${describeManifestProblem(problem)} (kubectl takes the last one)`));
}

function bounded(notes: string[]): string[] {
  const rest = notes.length - MAX_NOTES;
  return rest <= 0 ? notes : [...notes.slice(0, MAX_NOTES), `${rest} more of these`];
}

/** The most notes, so that they don't bury the report. */
const MAX_NOTES = 10;

function readFiles(files: SourceFile[], progress: Progress, shared: SharedDocuments): ManifestSet {
  const sets = files.map(({ name, text }) => {
    progress.next(text.length);
    return readManifests(text, name, shared);
  });
  return joinManifestSets(sets);
}
