import type { ApiObject } from 'cdk8s';

/** A manifest, or a part of one, in the form that is written to YAML. */
export type Json = Record<string, unknown>;

/**
 * Changes an API object as it is written. `toJson` is the last step before YAML, so the change also sees later
 * additions to the construct.
 */
export function rewriteManifest(apiObject: ApiObject, change: (manifest: Json) => Json): void {
  const toJson = apiObject.toJson.bind(apiObject) as () => Json;
  apiObject.toJson = () => change(toJson());
}
