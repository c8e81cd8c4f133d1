import { BOOLEAN } from '../validate/checks';
import { readsAsNumber } from '../validate/names';
import type { Problem } from '../validate/problem';
import { isObject, kind, options } from '../validate/shape';

/** Data that belongs to one version, in its own ConfigMap or Secret. */
export interface VersionData {
  /**
   * The data: an object of strings. The name becomes a file name or an environment variable. At most 1 MiB in total.
   *
   * If both the app and a version have data, the two are merged name by name.
   *
   * @default - none; required after the app's and the version's options are merged
   */
  readonly data?: { [name: string]: string };

  /**
   * The directory of the main container in which each entry is a file: an absolute path.
   *
   * @default - no files
   */
  readonly mountPath?: string;

  /**
   * Whether each entry is an environment variable of the main container.
   *
   * @default - true, unless `mountPath` is set
   */
  readonly asVariables?: boolean;
}

/** The options of a version that determine its data. */
interface DataOptions {
  readonly configMap?: VersionData;
  readonly secret?: VersionData;
  readonly container?: { readonly volumeMounts?: readonly { readonly path: string }[] };
}

/** The most that fits into one object, in bytes (`MaxSecretSize` in kubernetes/pkg/apis/core/types.go, for ConfigMaps alike). */
const MAX_BYTES = 1_048_576;

const MOUNT_PATH = kind(
  'an absolute path below /, without ":" and ".."',
  'write, for example, /etc/my-app',
  (path) => typeof path === 'string' && /^\/[^:\p{Cc}]+$/u.test(path) && !path.split('/').includes('..'),
);

/** A check of the data of a version, as far as it doesn't depend on the app. */
export const VERSION_DATA = options<VersionData>(
  { data: dataProblems, mountPath: MOUNT_PATH, asVariables: BOOLEAN },
  [],
  'an object',
  "pass, for example, { data: { LOG_LEVEL: 'info' } }",
);

/** Reports whether the entries of some data become environment variables. */
export function isVariables({ mountPath, asVariables }: VersionData): boolean {
  return asVariables ?? mountPath === undefined;
}

function dataProblems(prop: string, data: unknown): Problem[] {
  if (!isObject(data)) return [{ prop, received: data, expected: 'an object of strings', fix: 'pass { name: text }' }];
  return Object.entries(data).flatMap(([name, text]) => {
    const entry = `${prop}[${JSON.stringify(name)}]`;
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(name) || name === '.' || name.startsWith('..')) {
      const expected = 'names of at most 253 letters, digits, "-", "_" and ".", that do not begin with ".."';
      return [{ prop: entry, received: name, expected, fix: 'rename it' }];
    }
    if (name === 'constructor') {
      const expected = 'any other name, because cdk8s fails on this one';
      return [{ prop: entry, received: name, expected, fix: 'rename it' }];
    }
    if (typeof text === 'string' && !readsAsNumber(text)) return [];
    if (typeof text !== 'string') {
      const fix = 'put it in quotes, or convert it to text';
      return [{ prop: entry, received: text, expected: 'text', fix }];
    }
    const expected = 'text that YAML does not read as a number, because cdk8s writes this one without quotes';
    return [{ prop: entry, received: text, expected, fix: 'add a line break to its end, or write it in decimal' }];
  });
}

/** Reports the problems of a version's data, after the app's and the version's options are merged. */
export function mergedDataProblems(prop: string, { configMap, secret, container }: DataOptions): Problem[] {
  if (configMap === undefined && secret === undefined) return [];
  const mounts = new Map((container?.volumeMounts ?? []).map(({ path }) => [path, 'container.volumeMounts']));
  const problems: Problem[] = [];
  for (const [option, given] of Object.entries({ configMap, secret })) {
    if (given === undefined) continue;
    problems.push(...oneDataProblems(`${prop}.${option}`, given));
    const { mountPath } = given;
    if (mountPath === undefined) continue;
    const taken = mounts.get(mountPath);
    if (taken !== undefined) {
      const expected = `a directory other than those of ${prop}.${taken}`;
      problems.push({ prop: `${prop}.${option}.mountPath`, received: mountPath, expected, fix: 'mount it elsewhere' });
    }
    mounts.set(mountPath, option);
  }
  return problems;
}

function oneDataProblems(prop: string, given: VersionData): Problem[] {
  const { data = {}, mountPath } = given;
  const problems: Problem[] = [];
  const names = Object.keys(data);
  if (names.length === 0) {
    const expected = 'at least one entry';
    problems.push({ prop: `${prop}.data`, received: given.data, expected, fix: `add one, or remove ${prop}` });
  }
  const bytes = Object.values(data).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MAX_BYTES) {
    const expected = `at most ${MAX_BYTES} bytes in total, the limit of Kubernetes`;
    problems.push({
      prop: `${prop}.data`,
      received: `${bytes} bytes`,
      expected,
      fix: 'put large files into the image',
    });
  }
  if (!isVariables(given)) {
    if (mountPath !== undefined) return problems;
    const expected = 'true or no value without a mountPath, because no container would get the data';
    problems.push({ prop: `${prop}.asVariables`, received: false, expected, fix: 'set mountPath, or remove it' });
    return problems;
  }
  // Kubernetes skips such an entry (IsEnvVarName in apimachinery/pkg/util/validation).
  const unusable = names.filter((name) => !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name));
  return problems.concat(
    unusable.map((name) => ({
      prop: `${prop}.data[${JSON.stringify(name)}]`,
      received: name,
      expected: 'a name that does not begin with a digit, because it becomes an environment variable',
      fix: 'rename it, or set mountPath to get files instead',
    })),
  );
}
