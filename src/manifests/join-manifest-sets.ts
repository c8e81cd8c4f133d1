import { joinCustomNames } from './custom-names';
import { MadeSecrets } from './made-secrets';
import type { ManifestSet } from './manifest';

/** Returns the contents of several inputs as one. */
export function joinManifestSets(sets: readonly ManifestSet[]): ManifestSet {
  const made = new MadeSecrets();
  for (const { secrets } of sets) if (secrets !== undefined) made.addAll(secrets);
  return {
    manifests: sets.flatMap(({ manifests }) => manifests),
    problems: sets.flatMap(({ problems }) => problems),
    passive: sets.reduce((sum, { passive = 0 }) => sum + passive, 0),
    custom: joinCustomNames(sets.flatMap(({ custom }) => custom ?? [])),
    secrets: made,
  };
}
