import type { ManifestProblem, ObjectId } from './manifest';

/** What a set of manifests holds beside the objects that were read. */
export interface Unread {
  /** Objects that can't be read, each with its place. */
  readonly leftOut: ManifestProblem[];
  /** How many documents are no objects at all, by what they are. */
  readonly passedOver: ReadonlyMap<string, number>;
  /** The commands that render manifests from what is here. */
  readonly renderFirst: string[];
  /** What kubectl takes although it looks like a mistake, each with its place. */
  readonly tolerated: ManifestProblem[];
  /** Objects that stand in several directories and differ. */
  readonly ambiguous: ManifestProblem[];
  /** The objects that can't be read or are not rendered yet, as far as they are known. */
  readonly subjects: ObjectId[];
}

/** Nothing is left out. */
export const NOTHING_UNREAD: Unread = {
  leftOut: [],
  passedOver: new Map(),
  renderFirst: [],
  tolerated: [],
  ambiguous: [],
  subjects: [],
};

/**
 * Sorts the problems of a set of manifests by what they mean to its owner, who applies it as it is: an object that can't be
 * read is left out and named, a file beside the manifests is passed over and counted, and what kubectl takes is taken.
 *
 * @param passive how many objects were not built, since no rule looks at their kinds
 */
export function toUnread(problems: readonly ManifestProblem[], passive = 0): Unread {
  const leftOut: ManifestProblem[] = [];
  const tolerated: ManifestProblem[] = [];
  const ambiguous: ManifestProblem[] = [];
  const subjects: ObjectId[] = [];
  const passedOver = new Map<string, number>(passive > 0 ? [['other object', passive]] : []);
  const renderFirst = new Set<string>();
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
