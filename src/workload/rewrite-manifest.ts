import {
  type ApiObject,
  App,
  ImplicitTokenResolver,
  type JsonPatch,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { Json } from './json';
import { PlainCopy } from './plain-copy';

/** The resolvers of an App whose user adds none. */
const BUILT_IN_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * Changes an API object as it is written. `toJson` is the last step before YAML, so the change also sees later
 * additions to the construct.
 *
 * The new method has a name of its own, here and below: V8 treats a function that is written as the value of a property
 * as long-lived, and keeps all constructs that it refers to until it next collects the garbage of the whole heap.
 */
export function rewriteManifest(apiObject: ApiObject, change: (manifest: Json) => Json): void {
  const toJson = apiObject.toJson.bind(apiObject) as () => Json;
  const toChanged = (): Json => change(toJson());
  apiObject.toJson = toChanged;
}

/**
 * Changes an API object of cdk8s-plus like `rewriteManifest`. It copies a plain manifest itself, because cdk8s takes
 * several times as long for the same result.
 *
 * @param spec returns the spec of its L1 class
 */
export function rewritePlainManifest(apiObject: ApiObject, spec: () => object, change: (manifest: Json) => Json): void {
  const addJsonPatch = apiObject.addJsonPatch.bind(apiObject);
  const toJson = apiObject.toJson.bind(apiObject) as () => Json;
  let isPatched = false;
  const addPatch = (...patches: JsonPatch[]): void => {
    isPatched = true;
    addJsonPatch(...patches);
  };
  const toChanged = (): Json => change((isPatched ? undefined : plainManifest(apiObject, spec)) ?? toJson());
  apiObject.addJsonPatch = addPatch;
  apiObject.toJson = toChanged;
}

/** Returns the manifest of an API object, or `undefined` if only cdk8s can make it. */
function plainManifest(apiObject: ApiObject, spec: () => object): Json | undefined {
  try {
    if (process.env.CDK8S_DISABLE_SORT || !hasBuiltInResolvers(apiObject)) return undefined;
    const { apiVersion, kind, metadata } = apiObject;
    const copy = new PlainCopy();
    const manifest = {
      apiVersion,
      kind,
      ...(copy.of({ metadata: metadata.toJson() as unknown, spec: spec() }) as Json),
    };
    return copy.isComplete ? manifest : undefined;
  } catch {
    // Let cdk8s fail in its own way, because its error names the construct.
    return undefined;
  }
}

function hasBuiltInResolvers(apiObject: ApiObject): boolean {
  const { resolvers } = App.of(apiObject);
  return (
    resolvers.length === BUILT_IN_RESOLVERS.length &&
    BUILT_IN_RESOLVERS.every((resolver, index) => resolvers[index]?.constructor === resolver)
  );
}
