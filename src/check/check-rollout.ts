import { describeManifestProblem } from '../manifests/manifest-problem';
import type { ManifestSet } from '../manifests/manifest';
import { readManifests, readObjects } from '../manifests/yaml/read-manifests';
import type { ManifestState } from '../manifests/state';
import { SharedDocuments } from '../manifests/yaml/shared-documents';
import { toTolerantState } from '../manifests/to-state';
import { ProblemsError, throwProblems } from '../validate/problems-error';
import type { CheckOptions } from './check-options';
import type { CheckResult } from './check-result';
import { checkStates } from './check-states';
import type { Place } from './place';

/** One committed state: YAML text, parsed objects, or the result of `readManifests`. */
export type ManifestInput = string | readonly object[] | ManifestSet;

/**
 * Predicts the effects of replacing the manifests of one committed state with those of another: the problems, rule by
 * rule, and for each Service its endpoints and the share of each version before, on the way and after.
 *
 * The manifests can come from any tool, and may contain several apps and namespaces. Kinds that no rule looks at are
 * skipped. To check the first creation, pass an empty state before (`''` or `[]`).
 *
 * Content that can't be read is left out and named in the result (`leftOut`, `notJudged`, `passedOver`,
 * `renderFirst`), unless `strict` is set.
 *
 * It assumes that the state before is steady (all its pods are ready), that readiness probes tell the truth, and that
 * nothing else fails on the way. All changes happen at the same time in any order, except for the guarantees of Argo CD
 * sync waves.
 *
 * @param before the state that runs: YAML text, or a list of parsed objects
 * @param after the state that replaces it, likewise
 * @throws if nothing in a state can be read (the error names all problems, with line and column), or an option is out
 * of range; never because of a finding
 */
export function checkRollout(before: ManifestInput, after: ManifestInput, options: CheckOptions = {}): CheckResult {
  const states = readStates(before, after, isStrict(options));
  const result = checkStates(states.before, states.after, options);
  // The input is text, so findings have lines but no file.
  return typeof after === 'string' ? withoutFiles(result) : result;
}

function withoutFiles(result: CheckResult): CheckResult {
  return {
    ...result,
    findings: result.findings.map(withoutFile),
    existing: result.existing.map(withoutFile),
    notJudged: result.notJudged.map(withoutFile),
    leftOut: result.leftOut.map(withoutFile),
    allowances: result.allowances.map((allowance) => ({
      ...withoutFile(allowance),
      silenced: allowance.silenced.map(withoutFile),
    })),
  };
}

function withoutFile<T extends Place>(place: T): T {
  const copy: T & { file?: string } = { ...place };
  delete copy.file;
  return copy;
}

/**
 * Reports whether the check is strict. The options are validated later, with the states, so they may be anything here.
 */
function isStrict(options: CheckOptions | null): boolean {
  return options?.strict === true;
}

function readStates(
  before: ManifestInput,
  after: ManifestInput,
  strict: boolean,
): { before: ManifestState; after: ManifestState } {
  const shared = new SharedDocuments();
  const results = [
    toTolerantState(toSet(before, 'before', shared), { before: true, shared: shared.objects }),
    toTolerantState(toSet(after, 'after', shared), { strict, shared: shared.objects }),
  ] as const;
  const problems = results.flatMap(({ refusals }) => refusals);
  if (problems.length > 0) throw new ProblemsError('checkRollout', problems, describeManifestProblem);
  const [{ state: old }, { state }] = results;
  return { before: typeof before === 'string' ? withoutFileNames(old) : old, after: state };
}

/** Returns a state that was read from a text, without the name that stands for its file in the errors above. */
function withoutFileNames(state: ManifestState): ManifestState {
  const { unread } = state;
  return { ...state, unread: { ...unread, leftOut: unread.leftOut.map(withoutFile) } };
}

function toSet(input: ManifestInput, name: string, shared: SharedDocuments): ManifestSet {
  if (typeof input === 'string') return readManifests(input, name, shared);
  if (Array.isArray(input)) return readObjects(input, name);
  if (isManifestSet(input)) return input;
  const expected = 'YAML text or a list of Kubernetes objects';
  throwProblems('checkRollout', [{ prop: name, received: input, expected, fix: 'pass the manifests of one state' }]);
  return { manifests: [], problems: [] };
}

function isManifestSet(input: unknown): input is ManifestSet {
  return typeof input === 'object' && input !== null && 'manifests' in input && 'problems' in input;
}
