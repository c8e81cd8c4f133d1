import type { Problem } from '../validate/problem';
import type { Track } from './track';

type Labels = Readonly<Record<string, string>>;

/**
 * Returns the problem of two Deployments that would select each other's pods, or share a name.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
 */
export function selectorClashProblems(firstProp: string, first: Track, secondProp: string, second: Track): Problem[] {
  const problems: Problem[] = [];
  if (first.deploymentName === second.deploymentName) {
    problems.push({
      prop: `${secondProp}.deploymentName`,
      received: second.deploymentName,
      expected: `another name than that of ${firstProp}`,
      fix: `pin ${secondProp}.deploymentName, or give the versions names that differ in more than case and punctuation`,
    });
  }
  if (!areDisjoint(first.matchLabels, second.matchLabels)) {
    problems.push({
      prop: `${secondProp}.matchLabels`,
      received: second.matchLabels,
      expected: `labels of which at least one has the same key as in ${firstProp} and another value (${JSON.stringify(first.matchLabels)})`,
      fix: 'change the labels of the version that does not run yet: two Deployments must never select the same pods',
    });
  }
  return problems;
}

/** Reports whether no pod can have all labels of both. */
function areDisjoint(first: Labels, second: Labels): boolean {
  return Object.entries(first).some(([key, value]) => second[key] !== undefined && second[key] !== value);
}
