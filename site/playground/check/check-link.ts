import { MAX_SHARED, pack, unpack } from '../fragment';
import { EXAMPLES } from './examples';

/** The two states that are checked. */
export interface CheckState {
  readonly before: string;
  readonly after: string;
}

/** Returns what stands in the fragment of the URL for two states. What is too large for a link stays in the page alone. */
export async function writeCheck({ before, after }: CheckState, example: string | undefined): Promise<string> {
  if (example !== undefined) return `example=${example}`;
  return before.length + after.length > MAX_SHARED ? '' : `yaml=${await pack([before, after])}`;
}

/** Reads the two states from the fragment; the first example where it holds none. */
export async function readCheck(query: string): Promise<CheckState> {
  const given = new URLSearchParams(query);
  const shared = await unpack(given.get('yaml') ?? '');
  const [before, after] = Array.isArray(shared) ? (shared as unknown[]) : [];
  if (typeof before === 'string' && typeof after === 'string') return { before, after };
  return EXAMPLES.find(({ id }) => id === given.get('example')) ?? EXAMPLES[0]!;
}
