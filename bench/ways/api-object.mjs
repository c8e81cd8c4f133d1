import { ApiObject } from 'cdk8s';
import { manifestsOf } from '../manifests.mjs';

/** Uses only cdk8s: each object as it is, in an ApiObject. */
export function addApp(chart, name) {
  for (const manifest of manifestsOf(name)) new ApiObject(chart, manifest.metadata.name, manifest);
}
