import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ByteBudget } from '../input/byte-budget';
import { findRepository, type Repository } from '../input/find-repository';
import { GitObjects } from '../input/git-objects';
import type { Io } from '../io';
import type { ReleaseFile } from './release-file';
import { releaseKey } from './release-key';
import { findStageEntries, type StageEntry } from './stage-entry';

/** The time that a release has been at its stage on the branch that is checked out. */
export type Soak =
  | { readonly entry: StageEntry; readonly seconds: number }
  /** The file is not in a repository, or differs from the last commit. */
  | { readonly entry?: undefined; readonly reason: 'uncommitted' | 'no repository' };

/** Returns the time that the release in each file has been at its stage, by the times of the commits. */
export async function readSoaks(files: ReleaseFile[], io: Io): Promise<Soak[]> {
  const soaks = files.map((): Soak => ({ reason: 'no repository' }));
  for (const [top, { repository, places }] of await groupByRepository(files, io.cwd)) {
    const objects = new GitObjects(repository, io.env, new ByteBudget());
    try {
      const tracked = places.map(({ path, index }) => ({
        path: relative(top, path).split(sep).join('/'),
        key: releaseKey(files[index]!.release),
      }));
      const entries = await findStageEntries(objects, tracked, io.date());
      entries.forEach((entry, position) => {
        soaks[places[position]!.index] =
          entry === undefined ? { reason: 'uncommitted' } : { entry, seconds: io.date() - entry.seconds };
      });
    } finally {
      objects.close();
    }
  }
  return soaks;
}

interface FilesOfRepository {
  readonly repository: Repository;
  readonly places: { readonly path: string; readonly index: number }[];
}

async function groupByRepository(files: ReleaseFile[], cwd: string): Promise<Map<string, FilesOfRepository>> {
  const groups = new Map<string, FilesOfRepository>();
  for (const [index, { name }] of files.entries()) {
    const absolute = resolve(cwd, name);
    const folder = await realpath(dirname(absolute)).catch(() => undefined);
    const repository = folder && (await findRepository(folder));
    if (!repository) continue;
    const group = groups.get(repository.top) ?? { repository, places: [] };
    group.places.push({ path: join(folder, basename(absolute)), index });
    groups.set(repository.top, group);
  }
  return groups;
}
