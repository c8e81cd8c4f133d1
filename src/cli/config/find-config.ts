import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describeManifestProblem } from '../../manifests/manifest-error';
import { CliError } from '../cli-error';
import { findRepository } from '../input/find-repository';
import { readRevision } from '../input/read-revision';
import type { Io } from '../io';
import type { CheckConfig } from './check-config';
import { CONFIG_FILE, isPackage, parseConfig } from './parse-config';

/** The settings of a repository, and where they were found. */
export interface FoundConfig {
  readonly config: CheckConfig;
  /** The folder that its paths are relative to, from the working directory. */
  readonly folder: string;
  /** Facts that the user needs to know of the settings, one per line. */
  readonly notes: string[];
}

const NONE: FoundConfig = { config: {}, folder: '.', notes: [] };

/**
 * Reads the settings that a file states.
 *
 * @param path what the user gave to `--config`
 * @throws CliError if the file can't be read, or if its settings are wrong
 */
export async function readConfig(path: string, io: Io): Promise<FoundConfig> {
  const text = await readFile(resolve(io.cwd, path), 'utf8').catch((error: unknown) => {
    throw new CliError(`--config: ${path} can't be read (${(error as Error).message}); correct the path`);
  });
  return { config: toConfig(text, path) ?? {}, folder: dirname(path), notes: [] };
}

/**
 * Finds the settings that hold for a change: those of the revision that it is checked against.
 *
 * The change itself may not say what it is checked for. So the settings of the work tree count for nothing until they are
 * part of the revision.
 *
 * @param revision the git revision that the manifests are checked against
 * @throws CliError if the settings are wrong
 */
export async function findConfig(revision: string, io: Io): Promise<FoundConfig> {
  const repository = await findRepository(io.cwd);
  if (repository === undefined) return NONE;
  const candidates = foldersUpTo(repository.top, io.cwd).flatMap((folder) => [
    join(folder, CONFIG_FILE),
    join(folder, 'package.json'),
  ]);
  const { files } = await readRevision(revision, candidates, io);
  const notes = await unmergedNote(revision, candidates, files, io);
  for (const candidate of candidates) {
    const inside = relative(repository.top, resolve(io.cwd, candidate)).split(sep).join('/');
    const file = files.find(({ name }) => name === `${revision}:${inside}`);
    const config = file === undefined ? undefined : toConfig(file.text, file.name);
    if (config !== undefined) return { config, folder: dirname(candidate), notes };
  }
  return { ...NONE, notes };
}

function toConfig(text: string, file: string): CheckConfig | undefined {
  const { config, problems } = parseConfig(text, file);
  if (problems !== undefined) throw new CliError(problems.map(describeManifestProblem));
  return config;
}

/** Says that settings of the work tree do not count yet. A `package.json` changes for many reasons. */
async function unmergedNote(
  revision: string,
  candidates: string[],
  files: readonly { readonly name: string; readonly text: string }[],
  { cwd }: Io,
): Promise<string[]> {
  for (const candidate of candidates.filter((path) => !isPackage(path))) {
    const text = await readFile(resolve(cwd, candidate), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    if (files.some((file) => file.name.endsWith(CONFIG_FILE) && file.text === text)) return [];
    return [`${candidate} differs from ${revision}: its settings hold once they are part of it`];
  }
  return [];
}

/** Returns the folders from the working directory up to the top of the repository, relative to the working directory. */
function foldersUpTo(top: string, cwd: string): string[] {
  const folders: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    folders.push(relative(cwd, folder) || '.');
    if (relative(top, folder) === '' || folder === dirname(folder)) return folders;
  }
}
