/** Built-in groups of which no rule looks at any kind, and whose objects make no pods. */
const PASSIVE_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Groups of objects from which others are rendered: they tell what has to be rendered first. */
const RENDERING_GROUPS = new Set(['helm.toolkit.fluxcd.io', 'kustomize.config.k8s.io', 'kustomize.toolkit.fluxcd.io']);

/**
 * Returns whether an object can be passed over without being read: no rule looks at its kind, and it makes no pods. An object of
 * a custom kind makes pods where it holds a pod template.
 */
export function isPassive(apiVersion: string, kind: string, text: string): boolean {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  if (PASSIVE_GROUPS.has(group)) return true;
  // Built-in groups, those that an own rule may look at, and lists, whose items may be of any kind.
  if (!group.includes('.') || group.endsWith('.k8s.io') || kind.endsWith('List')) return false;
  return !RENDERING_GROUPS.has(group) && !/template/i.test(text);
}
