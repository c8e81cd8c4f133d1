/** The most single-letter changes between a misspelled name and the intended one. */
const MAX_DISTANCE = 2;

/** The longest name that is compared: no option is longer, and the time grows with the length. */
const MAX_LENGTH = 64;

/** The shortest common beginning of two similar names. */
const MIN_STEM = 3;

/** The most suggestions; more would be a guess. */
const MOST_CANDIDATES = 4;

/**
 * Returns the known names that are close to a misspelled one, if any. Names with the same beginning are close too,
 * because Kubernetes calls `readiness` `readinessProbe` and `minReady` `minReadySeconds`. So are longer names that end
 * with it.
 *
 * @example
 * closestNames('trafficPrecent', ['trafficPercent', 'tolerance']) // => ['trafficPercent']
 * closestNames('ports', ['port', 'extraPorts']) // => ['port', 'extraPorts']
 * closestNames('minReadySeconds', ['minReady', 'name']) // => ['minReady']
 * closestNames('labels', ['podLabels', 'serviceLabels', 'name']) // => ['podLabels', 'serviceLabels']
 * closestNames('colour', ['replicas']) // => []
 */
export function closestNames(name: string, known: readonly string[]): string[] {
  if (name.length > MAX_LENGTH) return [];
  const [closest] = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= MAX_DISTANCE && distance < candidate.length / 2)
    .sort((a, b) => a.distance - b.distance);
  const longer = known.filter((candidate) => endsWithWord(candidate, name));
  if (closest !== undefined) return [...new Set([closest.candidate, ...longer])].slice(0, MOST_CANDIDATES);
  const alike = known.filter(
    (candidate) => beginAlike(name.toLowerCase(), candidate.toLowerCase()) || longer.includes(candidate),
  );
  return alike.length > MOST_CANDIDATES ? [] : alike;
}

/** Reports whether a name ends with another as its last words: `extraPorts` with `ports`. */
function endsWithWord(name: string, end: string): boolean {
  return end.length >= MIN_STEM && name.endsWith(`${end.charAt(0).toUpperCase()}${end.slice(1)}`);
}

/** Reports whether one name is the beginning of the other. */
function beginAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= MIN_STEM && long.startsWith(short);
}

/** Counts the letters to insert, remove, replace or swap with their neighbor to turn one word into another. */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = rows[row - 1]![column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
          ? rows[row - 2]![column - 2]! + 1
          : Infinity;
      current.push(Math.min(replaced, swapped, rows[row - 1]![column]! + 1, current[column - 1]! + 1));
    }
    rows.push(current);
  }
  return rows[from.length]![to.length]!;
}
