import type { ManifestState } from '../manifests/state';

/**
 * The namespaces that the API server never deletes.
 *
 * Source: `immortalNamespaces` of the NamespaceLifecycle admission plugin
 * (kubernetes/plugin/pkg/admission/namespace/lifecycle).
 */
const IMMORTAL: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

/** Reports whether a namespace leaves the manifests, so that everything in it is deleted. */
export function isNamespaceRemoved(name: string, before: ManifestState, after: ManifestState): boolean {
  return before.namespaces.has(name) && !after.namespaces.has(name) && !IMMORTAL.has(name);
}
