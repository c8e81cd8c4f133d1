import type { ManifestProblem } from '../../manifests/manifest';
import type { ManifestState, StateObject } from '../../manifests/state';
import type { Rule } from '../rule';
import { Severity } from '../severity';

export const unreadableManifest: Rule = {
  id: 'unreadable-manifest',
  severity: Severity.ERROR,
  title: 'a manifest can no longer be read',
  why: "The API server refuses an object that it can't read, and keeps the old one. The rest of the change is applied without it.",
  check: ({ before, after }) =>
    after.unread.leftOut
      .filter((problem) => !isPatch(problem, before))
      .map((problem) => {
        // The part of the message after the last semicolon is the fix.
        const end = problem.message.lastIndexOf('; ');
        return {
          object: toObject(problem),
          message: end === -1 ? problem.message : problem.message.slice(0, end),
          fix: end === -1 ? 'correct it' : problem.message.slice(end + 2),
        };
      }),
};

/**
 * Reports whether a problem is a patch: of an object that is also in the manifests, or an object that was already a
 * patch before. An object that is already applied is not a patch.
 */
function isPatch({ patch, patchesOwn, subject }: ManifestProblem, { deployments }: ManifestState): boolean {
  if (!patch || patchesOwn || subject === undefined) return patch === true;
  return !deployments.has(subject.key) && !deployments.has(`${subject.kind} ${subject.key}`);
}

/** Returns a placeholder for an object that can't be read. */
function toObject({ file, line = 1, column = 1, message, subject }: ManifestProblem): StateObject {
  const name = file?.slice(file.lastIndexOf('/') + 1) ?? '';
  const [namespace = '', ownName = ''] = subject?.key.split('/') ?? [];
  return {
    kind: subject?.kind ?? 'Document',
    namespace,
    namespaceStated: false,
    name: subject === undefined ? name : ownName,
    // The key has no file name, because the folder or revision in it differs between the states.
    key: subject?.key ?? `${name} ${message}`,
    annotations: {},
    wave: 0,
    ...(file === undefined ? {} : { source: { file, line, column, locate: () => ({ line, column }) } }),
  };
}
