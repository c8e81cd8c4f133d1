import { createHash } from 'node:crypto';

/**
 * The length that kustomize uses: the chance that two contents of one name share a hash is one in a million million.
 */
export const HASH_LENGTH = 10;

/** Returns a hash of some content, for the name of an immutable object: other content makes another object. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
}
