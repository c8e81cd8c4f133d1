import { type Document, LineCounter, parseDocument } from 'yaml';
import type { ManifestProblem } from '../../manifests/manifest';
import { locateField } from '../../manifests/yaml/locate-field';
import { describeProblem } from '../../validate/problem';
import type { Result } from '../../validate/result';
import { type CheckConfig, checkConfigProblems } from './check-config';
import { lowerFirst } from '../../text/words';

/** The name of the file with the settings of a repository. */
export const CONFIG_FILE = 'rollouts.config.yaml';

/** The key of the settings in `package.json`. */
export const PACKAGE_KEY = 'cdk8s-rollouts';

/** The longest file with settings, in characters. */
export const MAX_CONFIG_LENGTH = 1_000_000;

/**
 * Parses the settings in a file. The value is `undefined` for a `package.json` without settings.
 *
 * @param text YAML, or JSON
 * @param file the path of the file, for messages; in a `package.json`, the settings are the value of one key
 */
export function parseConfig(text: string, file: string): Result<CheckConfig | undefined, ManifestProblem> {
  if (text.length > MAX_CONFIG_LENGTH) {
    const message = `expected at most ${MAX_CONFIG_LENGTH} characters, got ${text.length}; keep only settings in the file`;
    return { problems: [{ file, line: 1, column: 1, message }] };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return { problems: [{ file, line, column: col, message: `${lowerFirst(error.message)}; fix the YAML` }] };
  }
  const path = isPackage(file) ? [PACKAGE_KEY] : [];
  const value = toValue(document, file, path);
  if ('problem' in value) return { problems: [value.problem] };
  if (value.settings === undefined) return { value: undefined };
  const problems = checkConfigProblems(value.settings);
  if (problems.length === 0) return { value: value.settings };
  return {
    problems: problems.map((problem) => ({
      file,
      ...locateField(document, lineCounter, [...path, ...toFieldPath(problem.prop)]),
      message: describeProblem(problem),
    })),
  };
}

function toValue(
  document: Document.Parsed,
  file: string,
  path: string[],
): { readonly settings: CheckConfig | undefined } | { readonly problem: ManifestProblem } {
  try {
    // Aliases can expand to far more than the text, so the parser limits their number.
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const settings = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], value);
    return { settings: settings as CheckConfig | undefined };
  } catch (error) {
    return { problem: { file, line: 1, column: 1, message: `${lowerFirst((error as Error).message)}; write it out` } };
  }
}

/** Returns the path to a field, such as `allow[0].rule` or `severities.share-jump`. */
function toFieldPath(prop: string): (string | number)[] {
  return [...prop.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([text, index]) => (index === undefined ? text : Number(index)));
}

/** Reports whether a file is a `package.json`. */
export function isPackage(file: string): boolean {
  return /(?:^|[/:\\])package\.json$/.test(file);
}
