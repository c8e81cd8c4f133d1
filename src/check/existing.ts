import type { ObjectFinding } from './allowances';
import { severityRank } from './severity';
import { addTo } from '../text/lists-by-key';

/** Findings, split into those that the change introduces and those that were there before. */
export interface SplitFindings {
  readonly fresh: ObjectFinding[];
  readonly existing: ObjectFinding[];
}

/**
 * Splits off the problems that the state before already has: the same rule about the same field of the same object, and
 * no less severe. Events on the way from one state to the next are never there before.
 *
 * @param findBefore finds the problems of the state before, at rest; called only if there is something to compare
 */
export function splitExisting(findings: ObjectFinding[], findBefore: () => ObjectFinding[]): SplitFindings {
  if (findings.length === 0) return { fresh: [], existing: [] };
  const known = new Map<string, ObjectFinding[]>();
  for (const found of findBefore()) addTo(known, keyOf(found), found);
  const fresh: ObjectFinding[] = [];
  const existing: ObjectFinding[] = [];
  for (const found of findings) {
    // Each old finding matches only one new finding: a second one about the same field is new.
    const match = known.get(keyOf(found))?.shift();
    const isKnown = match !== undefined && severityRank(match.finding.severity) >= severityRank(found.finding.severity);
    (isKnown ? existing : fresh).push(found);
  }
  return { fresh, existing };
}

function keyOf({ finding: { rule }, object: { kind, key }, field }: ObjectFinding): string {
  return JSON.stringify([rule, kind, key, field]);
}
