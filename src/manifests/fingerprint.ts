/** Deeper than any pod template, and shallow enough for the stack. */
const MAX_DEPTH = 100;

/**
 * Equal for values that are equal to Kubernetes: the order of keys does not count, and `null` is as good as left out.
 *
 * @throws when the value is nested deeper than any manifest, or contains itself
 */
export function fingerprint(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return `[${value.map((item) => fingerprint(item, depth + 1)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${fingerprint(field, depth + 1)}`).join()}}`;
}
