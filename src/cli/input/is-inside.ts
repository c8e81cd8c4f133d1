import { isAbsolute, relative, sep } from 'node:path';

/**
 * Reports whether a path is a folder itself or is inside it. Both paths are absolute.
 *
 * @example
 * isInside('/repo', '/repo/dist') // => true
 * isInside('/repo', '/repository') // => false
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
