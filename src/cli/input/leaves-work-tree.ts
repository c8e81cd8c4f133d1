import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInside } from './is-inside';

/**
 * Finds a link in a path that leads out of its git work tree. The user named the path, but a change may have put a link
 * there.
 *
 * @param path an absolute path
 * @returns the target of the link, or `undefined` if there is no such link
 */
export async function leavesWorkTree(path: string): Promise<string | undefined> {
  let workTree: string | undefined;
  for (const part of partsOf(path)) {
    const status = await lstat(part).catch(() => undefined);
    if (status === undefined) return undefined;
    if (workTree !== undefined && status.isSymbolicLink()) {
      const target = await realpath(part).catch(() => undefined);
      if (target !== undefined && !isInside(workTree, target)) return target;
    }
    if (await isTop(part)) workTree ??= await realpath(part);
  }
  return undefined;
}

/** Returns the folders that contain a path, from the top, and the path itself. */
function partsOf(path: string): string[] {
  const parts = [path];
  for (let folder = dirname(path); folder !== parts[0]; folder = dirname(folder)) parts.unshift(folder);
  return parts;
}

async function isTop(folder: string): Promise<boolean> {
  return lstat(join(folder, '.git')).then(
    () => true,
    () => false,
  );
}
