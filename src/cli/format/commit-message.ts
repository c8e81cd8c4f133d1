import type { ChangedRelease } from '../release/change-releases';
import { describeLabel } from '../release/release-label';

/** The length at which git's own tools cut the first line. */
const SUBJECT_LENGTH = 72;

/**
 * Returns the changes of release files as a commit message. Its first line also serves as the title of a pull request.
 */
export function formatCommitMessage(changed: ChangedRelease[]): string {
  const [first] = changed;
  if (first === undefined) return '';
  if (changed.length === 1) return [subjectOf(first), '', ...bodyOf(first), ''].join('\n');
  const blocks = changed.map((change) => [subjectOf(change), ...bodyOf(change)].join('\n'));
  return `${[subjectOfAll(changed), ...blocks].join('\n\n').trimEnd()}\n`;
}

function subjectOf({ file, change }: ChangedRelease): string {
  return `${describeLabel(file)}: ${change.title}`;
}

function subjectOfAll(changed: ChangedRelease[]): string {
  const names = `release: ${changed.map(({ file }) => describeLabel(file)).join(', ')}`;
  return names.length <= SUBJECT_LENGTH ? names : `release: advance ${changed.length} apps by one stage`;
}

function bodyOf({ change: { details, warnings } }: ChangedRelease): string[] {
  return [...details.map((line) => `- ${line}`), ...warnings.map((line) => `- Warning: ${line}`)];
}
