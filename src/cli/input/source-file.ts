import { NOT_TEXT } from '../../text/decode-text';

/** The text of one file, with its name in messages. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** The name of standard input in messages. */
export const STANDARD_INPUT = 'standard input';

const EXTENSION = /\.(?:ya?ml|json)$/i;

/** Git's own folder, and the folder of third-party packages. */
export const PASSED_OVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Reports whether a file of a directory is read, by the same extensions as in `kubectl apply -R -f`. */
export function isManifestFile(name: string): boolean {
  return EXTENSION.test(name);
}

/** Returns the problem of a file among the manifests that is not text. */
export function notTextProblem(name: string): string {
  return `${name}: ${NOT_TEXT}; remove the file or save it as UTF-8`;
}

/** Returns the problem of paths that lead to no manifest. */
export function nothingFound(paths: string[]): string {
  const names = paths.map((path) => (path === '-' ? STANDARD_INPUT : path)).join(', ');
  return `${names}: expected at least one in the .yaml, .yml and .json files, got no Kubernetes object; pass the path of the manifests, or write them first`;
}
