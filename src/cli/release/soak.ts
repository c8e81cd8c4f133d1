import { ByteBudget } from '../input/byte-budget';
import { GitObjects } from '../input/git-objects';
import type { Io } from '../io';
import { filesByRepository } from './files-by-repository';
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
  for (const { repository, places } of await filesByRepository(files, io.cwd)) {
    const objects = new GitObjects(repository, io.env, new ByteBudget());
    try {
      const tracked = places.map(({ path, index }) => ({ path, key: releaseKey(files[index]!.release) }));
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
