import { describeManifestProblem } from '../../manifests/manifest-problem';
import type { ReleaseChange } from '../../release/release-change';
import { writeRelease } from '../../release/write-release';
import type { Result } from '../../validate/result';
import { describeProblem } from '../../validate/problem';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import type { SourceFile } from '../input/source-file';
import { editFiles, type FileEdits, readFiles } from '../output/edit-files';
import { writeOutput } from '../output/write-output';
import { type ReleaseFile, toReleaseFiles } from './release-file';

/** A release file, with its change by a command. */
export interface ChangedRelease {
  readonly file: ReleaseFile;
  readonly change: ReleaseChange;
}

/** A release file that a command left unchanged, with the reason. */
export interface SkippedRelease {
  readonly file: ReleaseFile;
  readonly reason: string;
}

/** The effects of a command on each file. */
export interface ChangedReleases {
  readonly changed: ChangedRelease[];
  readonly skipped: SkippedRelease[];
}

/** The decision of a command about one file: to change it, or to leave it for a reason. */
export type Decision = Result<ReleaseChange> | { readonly skip: string };

/** The options for changing release files. */
export interface ChangeOptions {
  readonly io: Io;
  /** Whether the files stay unchanged. */
  readonly dryRun: boolean;
  /** Returns the text for standard output. */
  readonly print: (result: ChangedReleases) => string;
}

/**
 * Reads release files and writes the results of `decide`, either to all files or to none. It prints the result first,
 * so that no file changes if the output fails.
 *
 * @param decide returns a decision per file, in the order of the files
 * @throws CliError with all problems of all files
 */
export async function changeReleases(
  names: string[],
  { io, dryRun, print }: ChangeOptions,
  decide: (files: ReleaseFile[]) => Promise<Decision[]> | Decision[],
): Promise<ChangedReleases> {
  const edit = async (sources: SourceFile[]): Promise<FileEdits<ChangedReleases>> => {
    const files = toReleaseFiles(sources, io.cwd);
    const decisions = await decide(files);
    const problems: string[] = [];
    const changed: ChangedRelease[] = [];
    const skipped: SkippedRelease[] = [];
    const texts = files.map((file, index) => {
      const decision = decisions[index]!;
      if ('skip' in decision) {
        skipped.push({ file, reason: decision.skip });
        return undefined;
      }
      if (decision.problems !== undefined) {
        problems.push(...decision.problems.map((problem) => `${file.name}: ${describeProblem(problem)}`));
        return undefined;
      }
      const change = decision.value;
      const { value: text, problems: unwritable = [] } = writeRelease(file.text, file.name, change.release);
      problems.push(...unwritable.map(describeManifestProblem));
      changed.push({ file, change });
      return text;
    });
    if (problems.length > 0) throw new CliError(problems);
    return { texts, result: { changed, skipped } };
  };
  const publish = (result: ChangedReleases): Promise<void> => writeOutput(print(result), io);
  if (!dryRun) return editFiles(names, io.cwd, edit, publish);
  const { result } = await edit(await readFiles(names, io.cwd));
  await publish(result);
  return result;
}
