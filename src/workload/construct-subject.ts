import type { Construct } from 'constructs';
import { escapeInvisible } from '../text/escape';

/** The longest path that an error names whole. */
const MAX_PATH_LENGTH = 200;

/**
 * Returns a construct that is about to be made as the subject of an error, by its path in the tree: `CanaryApp prod/shop`. One app
 * name stands in many environments; a path stands for one construct.
 */
export function constructSubject(construct: string, scope: Construct, id: string): string {
  const path = [scope.node.path, id].filter((part) => part !== '').join('/');
  return `${construct} ${escapeInvisible(path.length > MAX_PATH_LENGTH ? `…${path.slice(-MAX_PATH_LENGTH)}` : path)}`;
}
