import { basename, relative, resolve, sep } from 'node:path';
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
 * knows only the last one. For the others, the function returns the chart, which the name of the file or of its folder
 * tells.
 *
 * @param files the manifests as cdk8s wrote them, with `name` indented by two spaces in `metadata`
 * @param outputFolder the folder to which cdk8s wrote them
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts (`writeConstructMetadata`)
 */
export function constructOrigins(
  recorded: RecordedPaths,
  files: readonly SourceFile[],
  outputFolder: string,
): (name: string, file: string) => ConstructOrigin | undefined {
  const charts = new Set(Object.values(recorded).map(({ path }) => chartOf(path)));
  const chartOfFile = (file: string): string | undefined =>
    chartNames(file, outputFolder).find((name) => charts.has(name));
  const total = new Map<string, number>();
  const inChart = new Map<string, number>();
  for (const { name: file, text } of files) {
    const chart = chartOfFile(file);
    for (const name of namesIn(text)) {
      total.set(name, (total.get(name) ?? 0) + 1);
      if (chart !== undefined) inChart.set(`${chart}/${name}`, (inChart.get(`${chart}/${name}`) ?? 0) + 1);
    }
  }
  return (name, file) => {
    const path = Object.hasOwn(recorded, name) ? recorded[name]?.path : undefined;
    const chart = chartOfFile(file);
    const isOnlyOne = total.get(name) === 1 || (chartOf(path ?? '') === chart && inChart.get(`${chart}/${name}`) === 1);
    if (path !== undefined && isOnlyOne) return { path, exact: true };
    return chart === undefined ? undefined : { path: chart, exact: false };
  };
}

/**
 * Returns the possible names of the chart that wrote a file. A chart is a file, or a folder with a file per object. If
 * charts depend on each other, cdk8s puts their order in front: `0001-prod.k8s.yaml`.
 */
function chartNames(file: string, outputFolder: string): string[] {
  const [first = '', ...below] = relative(resolve(outputFolder), resolve(file)).split(sep);
  const names = [basename(file).replace(/(?:\.k8s)?\.ya?ml$/, ''), ...(below.length === 1 ? [first] : [])];
  return names.flatMap((name) => [name, name.replace(/^\d{4}-/, '')]);
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/^ {2}name: "?([^"\n]+)"?$/gm)].map(([, name = '']) => name);
}

function chartOf(path: string): string {
  return path.split('/')[0] ?? '';
}
