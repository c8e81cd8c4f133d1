/** The most pairs of lines that are compared. Beyond it, all lines between the equal start and end count as changed. */
const MOST_PAIRS = 4_000_000;

/** The numbers of the lines that differ, from 1. */
export interface ChangedLines {
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
}

/** Returns the lines that only one of two texts has, in the order of a longest common subsequence. */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let [oldEnd, freshEnd] = [old.length, fresh.length];
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd--;
    freshEnd--;
  }
  const kept = commonLines(old.slice(start, oldEnd), fresh.slice(start, freshEnd));
  const changed = (end: number, same: ReadonlySet<number>): Set<number> =>
    new Set(
      Array.from({ length: end - start }, (_, index) => index).flatMap((i) => (same.has(i) ? [] : [start + i + 1])),
    );
  return { before: changed(oldEnd, kept.before), after: changed(freshEnd, kept.after) };
}

/** Returns the indices of the lines that belong to a longest common subsequence. */
function commonLines(old: readonly string[], fresh: readonly string[]): ChangedLines {
  const kept = { before: new Set<number>(), after: new Set<number>() };
  if (old.length * fresh.length > MOST_PAIRS) return kept;
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === fresh[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
    if (old[i] === fresh[j]) {
      kept.before.add(i++);
      kept.after.add(j++);
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
  return kept;
}
