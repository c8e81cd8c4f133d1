import type { Construct } from 'constructs';
import { escapeInvisible } from '../text/escape';

/** The longest path that an error names in full. */
const MAX_PATH_LENGTH = 200;

/**
 * Returns a construct that is about to be created as the subject of an error, by its path in the tree:
 * `CanaryApp prod/shop`. An app name can exist in many environments; a path belongs to one construct.
 */
export function constructSubject(construct: string, scope: Construct, id: string): string {
  const path = [scope.node.path, id].filter((part) => part !== '').join('/');
  return `${construct} ${escapeInvisible(path.length > MAX_PATH_LENGTH ? `…${path.slice(-MAX_PATH_LENGTH)}` : path)}`;
}
