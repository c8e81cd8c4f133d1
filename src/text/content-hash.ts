import { createHash } from 'node:crypto';

/** As long as that of kustomize: two contents of one name share it once in a million million. */
export const HASH_LENGTH = 10;

/** A hash of some content, for the name of an object that can't be changed: other content is another object. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
}
