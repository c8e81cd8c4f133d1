import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Replaces `createHash('sha256')` of Node.js, because browsers hash only asynchronously. */
export function createHash(_algorithm: 'sha256'): { update(text: string): { digest(encoding: 'hex'): string } } {
  return { update: (text) => ({ digest: () => bytesToHex(sha256(utf8ToBytes(text))) }) };
}
