import { isObject } from '../../validate/shape';

/**
 * Returns the value of JSON that can't be a Kubernetes object, because the word `kind` occurs nowhere in it: the
 * construct metadata that cdk8s writes beside the manifests, dashboards, settings of tools. Returns `undefined` for any
 * other text. The YAML parser reads JSON too, but takes a hundred times as long.
 */
export function readKindlessJson(text: string): Readonly<Record<string, unknown>> | undefined {
  // A backslash can hide the letters of a key: "\u006bind".
  if (!text.startsWith('{') || text.includes('kind') || text.includes('\\')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
