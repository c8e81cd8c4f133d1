import type { CheckOptions } from '../../check/check-options';
import type { CheckResult } from '../../check/check-result';
import { checkNamespaces, type NamespaceOptions } from '../../check/check-namespaces';
import { applyAllowances, type ConfiguredAllowance } from '../../check/configured-allowances';
import { describeManifestProblem } from '../../manifests/manifest-problem';
import { enumerate, plural } from '../../text/words';
import { CliError } from '../cli-error';
import { type Io, today } from '../io';
import { excludedNotes, Exclusions } from './exclusions';
import { type OpenBefore, readBefore } from './read-before';
import { readPaths } from './read-paths';
import { nothingFound, type SourceFile, STANDARD_INPUT } from './source-file';
import { type ReadState, readingNotes, toStates } from './to-states';

/** The input of a check. */
export interface PathsToCheck {
  readonly paths: string[];
  /** The manifests that run now. */
  readonly against: OpenBefore;
  readonly options: CheckOptions;
  /** Patterns of files and folders that are not checked. @default - none */
  readonly exclude?: readonly string[];
  /** Findings that are intended. */
  readonly allow?: ConfiguredAllowance[];
  /** Whether anything that can't be read is an error instead of being left out with a note. @default false */
  readonly strict?: boolean;
  /** Other options for single namespaces. */
  readonly namespaces?: Readonly<Record<string, NamespaceOptions>>;
}

/** The check of some files, with notes from reading them. */
export interface CheckedPaths {
  readonly result: CheckResult;
  /** The new manifests. */
  readonly files: SourceFile[];
  /** Notes about the input for the reader of the result, one per line. */
  readonly notes: string[];
}

/**
 * Checks the manifests at some paths against the state before.
 *
 * @throws CliError if the manifests of either state can't be read, or if there are none to check
 */
export async function checkPaths(
  { paths, against, options, strict = false, allow = [], namespaces = {}, exclude = [] }: PathsToCheck,
  io: Io,
): Promise<CheckedPaths> {
  const exclusions = await Exclusions.of(exclude);
  // Git works while the new files are read. Both have to end, even after an error: a git process that starts after the
  // caller has closed its reader would never end. If both fail, the failure of the new files is the one to report.
  const [read, readOld] = await Promise.allSettled([
    readPaths(paths, io, exclusions),
    readBefore(against, paths, io, exclusions),
  ]);
  if (read.status === 'rejected') throw read.reason;
  if (readOld.status === 'rejected') throw readOld.reason;
  const { files, notes: passedOver, excluded } = read.value;
  const { name, files: filesBefore, notes: found } = readOld.value;
  const { before, after } = toStates({ before: filesBefore, after: files }, io, { strict });
  if (after.objects === 0 && after.state.unread.renderFirst.length === 0) throw new CliError(nothingFound(paths));
  const nothing = before.objects === 0 && found.length === 0;
  return {
    result: applyAllowances(checkNamespaces(before.state, after.state, options, namespaces), allow, today(io)),
    files,
    notes: [
      ...passedOver,
      ...excludedNotes(excluded),
      ...(nothing ? [`${name} contains no manifests: everything counts as new`] : found),
      ...describeUnreadBefore(name, before),
      ...describeLive(name, before, after),
      ...readingNotes(after),
    ],
  };
}

/** Returns notes about the unused parts of a cluster's state, and about Services that the new manifests lack. */
function describeLive(name: string, { state, endpointLists }: ReadState, after: ReadState): string[] {
  const before = name === '-' ? STANDARD_INPUT : name;
  const missing = [...state.services].filter(
    ([key, { live, owned }]) => live && !owned && !after.state.services.has(key) && key !== KUBERNETES,
  );
  return [
    ...(endpointLists > 0
      ? [
          `${plural(endpointLists, 'list')} of endpoints in ${before} not used: the status of Deployments states which pods are ready`,
        ]
      : []),
    ...(missing.length > 0
      ? [
          `${plural(missing.length, 'Service')} of ${before} not in the new manifests, and counted as removed: ${enumerate(missing.map(([key]) => key))}; limit kubectl get to the objects of these manifests, with a namespace or a label (-l)`,
        ]
      : []),
  ];
}

/** The Service of the API server itself, which exists in every cluster. */
const KUBERNETES = 'default/kubernetes';

/**
 * Describes the unreadable objects of the state before. They are not the fault of the change, so they are only noted.
 */
function describeUnreadBefore(name: string, { state: { unread } }: ReadState): string[] {
  const [first] = unread.leftOut;
  if (first === undefined) return [];
  const others = unread.leftOut.length - 1;
  const rest = others === 0 ? '' : `, and ${plural(others, 'more problem')}`;
  return [`${name} contains objects that can't be read: ${describeManifestProblem(first)}${rest}`];
}
