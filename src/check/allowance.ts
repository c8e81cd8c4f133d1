import type { StateObject } from '../manifests/state';

/** The annotation that allows rules for one object. Its value is their ids, separated by commas. */
export const ALLOW_ANNOTATION = 'cdk8s-rollouts/allow';

/** Returns the ids of the rules that an object allows, including unknown ones. */
export function allowedRules({ annotations }: StateObject): string[] {
  return (annotations[ALLOW_ANNOTATION] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
