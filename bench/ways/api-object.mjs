import { ApiObject } from 'cdk8s';
import { manifestsOf } from '../manifests.mjs';

/** cdk8s alone: the objects as they are, each in an ApiObject. */
export function addApp(chart, name) {
  for (const manifest of manifestsOf(name)) new ApiObject(chart, manifest.metadata.name, manifest);
}
