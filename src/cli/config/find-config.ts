import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describeManifestProblem } from '../../manifests/manifest-problem';
import { CliError } from '../cli-error';
import { decodeText, NOT_TEXT } from '../../text/decode-text';
import { describeFileError } from '../input/file-error';
import { isInside } from '../input/is-inside';
import { findAround, type RevisionReader } from '../input/read-revision';
import type { Io } from '../io';
import type { CheckConfig } from './check-config';
import { CONFIG_FILE, isPackage, MAX_CONFIG_LENGTH, parseConfig } from './parse-config';

/** The settings of a repository, with their origin. */
export interface FoundConfig {
  readonly config: CheckConfig;
  /** The folder that its paths are relative to, from the working directory. */
  readonly folder: string;
  /** Notes about the settings for the user, one per line. */
  readonly notes: string[];
}

/** The defaults, without any settings. */
export const NO_CONFIG: FoundConfig = { config: {}, folder: '.', notes: [] };

/**
 * Reads the settings of a file.
 *
 * @param path the value of `--config`
 * @throws CliError if the file can't be read, or if its settings are wrong
 */
export async function readConfig(path: string, io: Io): Promise<FoundConfig> {
  const bytes = await readFile(resolve(io.cwd, path)).catch((error: unknown) => {
    throw new CliError(`--config: ${describeFileError(path, error)}`);
  });
  const text = decodeText(bytes);
  if (text === undefined) throw new CliError(`--config: ${path}: ${NOT_TEXT}; save it as UTF-8`);
  return { config: toConfig(text, path) ?? {}, folder: dirname(path), notes: [] };
}

/**
 * Finds the settings that apply to a change. They come from the revision that it is checked against.
 *
 * A change must not configure its own check, so settings in the work tree count only once they are part of the
 * revision.
 *
 * @param name the git revision that the manifests are checked against
 * @param revision the reader of that revision
 * @param path a path of the new manifests, in the repository of the settings
 * @throws CliError if the settings are wrong
 */
export async function findConfig(name: string, revision: RevisionReader, path: string, io: Io): Promise<FoundConfig> {
  const repository = await findAround(path, io);
  if (repository === undefined) return NO_CONFIG;
  const candidates = foldersUpTo(
    repository.top,
    isInside(repository.top, io.cwd) ? io.cwd : resolve(io.cwd, path),
    io.cwd,
  ).flatMap((folder) => [join(folder, CONFIG_FILE), join(folder, 'package.json')]);
  const { files } = await revision.read(candidates);
  const notes = await unmergedNote(name, candidates, files, io);
  for (const candidate of candidates) {
    const inside = relative(repository.top, resolve(io.cwd, candidate)).split(sep).join('/');
    const file = files.find((candidateFile) => candidateFile.name === `${name}:${inside}`);
    const config = file === undefined ? undefined : toConfig(file.text, file.name);
    if (config !== undefined) return { config, folder: dirname(candidate), notes };
  }
  return { ...NO_CONFIG, notes };
}

function toConfig(text: string, file: string): CheckConfig | undefined {
  const { value, problems } = parseConfig(text, file);
  if (problems !== undefined) throw new CliError(problems.map(describeManifestProblem));
  return value;
}

/**
 * Returns a note that settings in the work tree don't apply yet. It ignores `package.json`, which changes for many
 * reasons.
 */
async function unmergedNote(
  revision: string,
  candidates: string[],
  files: readonly { readonly name: string; readonly text: string }[],
  { cwd }: Io,
): Promise<string[]> {
  for (const candidate of candidates.filter((path) => !isPackage(path))) {
    const path = resolve(cwd, candidate);
    // Use lstat, and read only regular files: the change may have put a link, a device or a pipe there.
    const status = await lstat(path).catch(() => undefined);
    if (status === undefined) continue;
    const isReadable = status.isFile() && status.size <= MAX_CONFIG_LENGTH;
    const text = isReadable ? await readFile(path, 'utf8').catch(() => undefined) : undefined;
    if (files.some((file) => file.name.endsWith(CONFIG_FILE) && file.text === text)) return [];
    return [`${candidate} differs from ${revision}: its settings apply once they are part of it`];
  }
  return [];
}

/** Returns a folder and its parents up to the top of the repository, relative to the working directory. */
function foldersUpTo(top: string, start: string, cwd: string): string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(relative(cwd, folder) || '.');
    if (relative(top, folder) === '' || folder === dirname(folder)) return folders;
  }
}
