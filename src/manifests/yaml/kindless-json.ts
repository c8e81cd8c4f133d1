import { isObject } from '../../validate/shape';

/**
 * Returns the value of a JSON text that is no Kubernetes object, because it nowhere contains the word `kind`: the paths
 * of the constructs that cdk8s writes beside the manifests, dashboards, settings of tools. Returns `undefined` for any
 * other text. The YAML parser, which reads JSON as well, takes a hundred times as long.
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
