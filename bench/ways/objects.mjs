import { stringify } from 'yaml';
import { manifestsOf } from '../manifests.mjs';

/** Uses no cdk8s, but plain objects and the yaml package, with the same options as cdk8s. */
export function objectsOf(name) {
  return manifestsOf(name);
}

export function toYaml(objects) {
  return objects
    .map((object) => stringify(object, { keepUndefined: true, lineWidth: 0, version: '1.1' }))
    .join('---\n');
}
