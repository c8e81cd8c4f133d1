import { readRelease } from '../../release/read-release';
import { resolveRelease } from '../../release/resolve-release';
import { ByteBudget } from '../input/byte-budget';
import { GitObjects } from '../input/git-objects';
import { decodeText } from '../../text/decode-text';
import type { Io } from '../io';
import { filesByRepository, type FilesOfRepository } from './files-by-repository';
import type { ReleaseFile } from './release-file';

/**
 * Returns the stage of each release in the last commit. A release is left out if that commit has none of the same
 * version, or if there is no repository that can be read.
 */
export async function readCommittedStages(files: ReleaseFile[], io: Io): Promise<ReadonlyMap<ReleaseFile, number>> {
  const stages = new Map<ReleaseFile, number>();
  for (const group of await filesByRepository(files, io.cwd)) {
    const texts = await readLastCommit(group, io).catch(() => []);
    group.places.forEach(({ index }, place) => {
      const [text, file] = [texts[place], files[index]!];
      const stage = text === undefined ? undefined : stageOf(text, file);
      if (stage !== undefined) stages.set(file, stage);
    });
  }
  return stages;
}

/** Returns the content of each file in the last commit, or `undefined` if it is not there. */
async function readLastCommit({ repository, places }: FilesOfRepository, io: Io): Promise<(string | undefined)[]> {
  const objects = new GitObjects(repository, io.env, new ByteBudget());
  try {
    const blobs = await Promise.all(places.map(({ path }) => objects.read(`HEAD:${path}`, path)));
    return blobs.map((blob) => (blob?.type === 'blob' ? decodeText(blob.content) : undefined));
  } finally {
    objects.close();
  }
}

function stageOf(text: string, { name, resolved }: ReleaseFile): number | undefined {
  const { value: release } = readRelease(text, name);
  const committed = release && resolveRelease(release).value;
  const isSame = committed?.next?.version === resolved.next?.version && committed?.next?.image === resolved.next?.image;
  return isSame ? committed?.stage?.number : undefined;
}
