import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { findRepository, type Repository } from '../input/find-repository';
import type { ReleaseFile } from './release-file';

/** A repository, with the release files in it. */
export interface FilesOfRepository {
  readonly repository: Repository;
  /** The path of each file from the top of the repository, and its place in the list of all files. */
  readonly places: { readonly path: string; readonly index: number }[];
}

/** Returns the repositories that contain release files. Files outside of any repository are left out. */
export async function filesByRepository(files: ReleaseFile[], cwd: string): Promise<FilesOfRepository[]> {
  const groups = new Map<string, FilesOfRepository>();
  for (const [index, { name }] of files.entries()) {
    const absolute = resolve(cwd, name);
    const folder = await realpath(dirname(absolute)).catch(() => undefined);
    const repository = folder && (await findRepository(folder));
    if (!repository) continue;
    const { top } = repository;
    const group = groups.get(top) ?? { repository, places: [] };
    const path = relative(top, join(folder, basename(absolute)))
      .split(sep)
      .join('/');
    group.places.push({ path, index });
    groups.set(top, group);
  }
  return [...groups.values()];
}
