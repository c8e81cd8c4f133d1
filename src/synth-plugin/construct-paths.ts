import { basename } from 'node:path';
import type { SourceFile } from '../cli/input/source-file';

/** The paths of constructs, as cdk8s records them: by the name of the object alone. */
export type RecordedPaths = Readonly<Record<string, { readonly path: string }>>;

/** The construct that made an object. */
export interface ConstructOrigin {
  readonly path: string;
  /** Whether the path leads to the object itself, and not only to the chart around it. */
  readonly exact: boolean;
}

/**
 * Returns a function that finds the construct of an object, such as `prod/shop/Service`.
 *
 * cdk8s records one path per name. If several objects share a name (an app in three environments, for example), it
 * knows only the last one. For the others, the function returns the chart, which the name of the file tells.
 *
 * @param files the manifests as cdk8s wrote them, with `name` indented by two spaces in `metadata`
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts (`writeConstructMetadata`)
 */
export function constructOrigins(
  recorded: RecordedPaths,
  files: readonly SourceFile[],
): (name: string, file: string) => ConstructOrigin | undefined {
  const counts = new Map(files.map(({ name, text }) => [name, countNames(text)]));
  const total = new Map<string, number>();
  for (const names of counts.values()) {
    for (const [name, count] of names) total.set(name, (total.get(name) ?? 0) + count);
  }
  const charts = new Set(Object.values(recorded).map(({ path }) => chartOf(path)));
  return (name, file) => {
    const path = Object.hasOwn(recorded, name) ? recorded[name]?.path : undefined;
    const chart = basename(file).replace(/(?:\.k8s)?\.ya?ml$/, '');
    const alone = total.get(name) === 1 || (counts.get(file)?.get(name) === 1 && chartOf(path ?? '') === chart);
    if (path !== undefined && alone) return { path, exact: true };
    return charts.has(chart) ? { path: chart, exact: false } : undefined;
  };
}

function countNames(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, name = ''] of text.matchAll(/^ {2}name: "?([^"\n]+)"?$/gm)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function chartOf(path: string): string {
  return path.split('/')[0] ?? '';
}
