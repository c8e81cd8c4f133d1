import { MAX_SHARED, pack, unpack } from '../fragment';
import { EXAMPLES } from './examples';

/** The two states to check. */
export interface CheckState {
  readonly before: string;
  readonly after: string;
}

/** Returns the fragment of the URL for two states. It is empty if they are too large for a link. */
export async function writeCheck({ before, after }: CheckState, example: string | undefined): Promise<string> {
  if (example !== undefined) return `example=${example}`;
  return before.length + after.length > MAX_SHARED ? '' : `yaml=${await pack([before, after])}`;
}

/** Reads the two states from the fragment. Returns the first example if it contains none. */
export async function readCheck(query: string): Promise<CheckState> {
  const given = new URLSearchParams(query);
  const shared = await unpack(given.get('yaml') ?? '');
  const [before, after] = Array.isArray(shared) ? (shared as unknown[]) : [];
  if (typeof before === 'string' && typeof after === 'string') return { before, after };
  return EXAMPLES.find(({ id }) => id === given.get('example')) ?? EXAMPLES[0]!;
}
