import type { ManifestProblem, ObjectId } from './manifest';

/** The contents of a set of manifests other than the objects that were read. */
export interface Unread {
  /** Objects that can't be read, with their places. */
  readonly leftOut: ManifestProblem[];
  /** The number of documents that are not objects, by kind of document. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** The commands that render manifests from this input. */
  readonly renderFirst: string[];
  /** Input that kubectl accepts although it looks like a mistake, with its places. */
  readonly tolerated: ManifestProblem[];
  /** Objects that differ between directories. */
  readonly ambiguous: ManifestProblem[];
  /** The objects that can't be read or are not rendered yet, as far as they are known. */
  readonly subjects: ObjectId[];
}

/** The value if everything was read. */
export const NOTHING_UNREAD: Unread = {
  leftOut: [],
  passedOver: new Map(),
  renderFirst: [],
  tolerated: [],
  ambiguous: [],
  subjects: [],
};

/**
 * Sorts the problems of a set of manifests by their consequence: an object that can't be read is left out and named, a
 * file beside the manifests is skipped and counted, and input that kubectl accepts is accepted.
 *
 * @param passive the number of objects that were not built, because no rule looks at their kinds
 * @param sources the commands for objects that others are rendered from
 */
export function toUnread(problems: readonly ManifestProblem[], passive = 0, sources: readonly string[] = []): Unread {
  const leftOut: ManifestProblem[] = [];
  const tolerated: ManifestProblem[] = [];
  const ambiguous: ManifestProblem[] = [];
  const subjects: ObjectId[] = [];
  const passedOver = new Map<string, number>(passive > 0 ? [['other object', passive]] : []);
  const renderFirst = new Set<string>(sources);
  for (const problem of problems) {
    const { notAnObject, render, subject } = problem;
    if (render !== undefined) renderFirst.add(render);
    if (problem.tolerated || problem.ambiguous) {
      (problem.tolerated ? tolerated : ambiguous).push(problem);
      continue;
    }
    if (subject !== undefined) subjects.push(subject);
    if (notAnObject === undefined) leftOut.push(problem);
    else passedOver.set(notAnObject, (passedOver.get(notAnObject) ?? 0) + 1);
  }
  return { leftOut, passedOver, renderFirst: [...renderFirst], tolerated, ambiguous, subjects };
}
