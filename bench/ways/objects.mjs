import { stringify } from 'yaml';
import { manifestsOf } from '../manifests.mjs';

/** No cdk8s: plain objects through the yaml package, with the options with which cdk8s calls it. */
export function objectsOf(name) {
  return manifestsOf(name);
}

export function toYaml(objects) {
  return objects
    .map((object) => stringify(object, { keepUndefined: true, lineWidth: 0, version: '1.1' }))
    .join('---\n');
}
