import { createHash } from 'node:crypto';

/**
 * The length that kustomize uses. Two different contents have the same hash with a probability of one in a trillion.
 */
export const HASH_LENGTH = 10;

/**
 * Returns a hash of the content of an immutable object. As part of its name, the hash makes different content a
 * different object.
 */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_LENGTH);
}
