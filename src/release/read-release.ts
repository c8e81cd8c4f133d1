import { isScalar } from 'yaml';
import type { ManifestProblem } from '../manifests/manifest';
import { locateField } from '../manifests/yaml/locate-field';
import { describeProblem, type Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import { isObject } from '../validate/shape';
import { parseDocument, type ReleaseDocument } from './parse-document';
import type { Release } from './release';
import { releaseProblems } from './resolve-release';

/**
 * Reads the text of a release file.
 *
 * @param text YAML or JSON
 * @param file the name of the file, for messages
 *
 * @example
 * readRelease('strategy: canary\nreplica: 10', 'shop.yaml').problems?.map(describeManifestProblem)[0]
 * // => 'shop.yaml:2:1: replica: unknown field, got 10; did you mean replicas?'
 */
export function readRelease(text: string, file: string): Result<Release, ManifestProblem> {
  const { parsed, problem } = parseDocument(withoutByteOrderMark(text), file);
  if (parsed === undefined) return { problems: [problem] };
  const value: unknown = parsed.document.toJS();
  const problems = releaseProblems(value as Release).map((found) => quoted(parsed, found));
  if (problems.length === 0) return { value: value as Release };
  return { problems: problems.map((found) => locate(parsed, file, value, found)) };
}

/** Removes the byte order mark that Windows editors write. */
export function withoutByteOrderMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function locate(
  { document, lineCounter }: ReleaseDocument,
  file: string,
  value: unknown,
  problem: Problem,
): ManifestProblem {
  const place = locateField(document, lineCounter, toPath(value, problem.prop));
  return { file, ...place, message: describeProblem(problem) };
}

/** Returns the path to the field that a problem names. An unknown field may have dots in its name. */
function toPath(value: unknown, prop: string): string[] {
  if (isObject(value) && Object.hasOwn(value, prop)) return [prop];
  const [version, field] = /^(current|next)\.(.*)$/s.exec(prop)?.slice(1) ?? [];
  if (version !== undefined && field !== undefined) return [version, field];
  return (prop.split(' ')[0] ?? prop).split(/[[\].]+/).filter((part) => part !== '');
}

/** Returns advice to quote a value: `version: 1.10` is the number 1.1 in YAML, and only quotes make it a string. */
function quoted({ document }: ReleaseDocument, problem: Problem): Problem {
  const { prop, received } = problem;
  if (!/^(current|next)\.(version|image)$/.test(prop) || received === undefined || typeof received === 'string')
    return problem;
  const node: unknown = document.getIn(prop.split('.'), true);
  if (!isScalar(node) || node.source === undefined) return problem;
  const field = prop.split('.')[1];
  return { ...problem, received: node.value, fix: `put it in quotes: ${field}: ${JSON.stringify(node.source)}` };
}
