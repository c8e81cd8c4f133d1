import type { ManifestProblem, ManifestSet } from '../../manifests/manifest';
import { describeManifestProblem } from '../../manifests/manifest-error';
import { readManifests } from '../../manifests/yaml/read-manifests';
import type { ManifestState } from '../../manifests/state';
import { toState } from '../../manifests/to-state';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { Progress } from '../progress';
import type { SourceFile } from './source-file';

/** A state as read, and of how many objects. */
export interface ReadState {
  readonly state: ManifestState;
  readonly objects: number;
}

/**
 * The states that sets of files describe, under the names of the sets.
 *
 * @throws CliError with all problems of all files, each with file, line and column
 */
export function toStates<Name extends string>(
  sets: Readonly<Record<Name, SourceFile[]>>,
  io: Io,
): Record<Name, ReadState> {
  const entries = Object.entries<SourceFile[]>(sets);
  const characters = entries.flatMap(([, files]) => files.map(({ text }) => text.length));
  const progress = new Progress(
    io,
    characters.reduce((sum, length) => sum + length, 0),
  );
  const problems: ManifestProblem[] = [];
  const states = entries.map(([name, files]): [string, ReadState] => {
    const set = readFiles(files, progress);
    const result = toState(set);
    // One by one, here and elsewhere: a call takes no hundred thousand arguments.
    for (const problem of result.problems) problems.push(problem);
    return [name, { state: result.state, objects: set.manifests.length }];
  });
  progress.end();
  if (problems.length > 0) throw new CliError(problems.map(describeManifestProblem));
  return Object.fromEntries(states) as Record<Name, ReadState>;
}

function readFiles(files: SourceFile[], progress: Progress): ManifestSet {
  const sets = files.map(({ name, text }) => {
    progress.next(text.length);
    return readManifests(text, name);
  });
  return {
    manifests: sets.flatMap(({ manifests }) => manifests),
    problems: sets.flatMap(({ problems }) => problems),
  };
}
