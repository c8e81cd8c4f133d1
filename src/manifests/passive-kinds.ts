import { isRoutingKind } from './routing-kinds';
import { apiGroup, isCustomGroup } from './api-group';

/** Built-in groups whose kinds no rule looks at, and whose objects create no pods. */
const PASSIVE_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Kinds of the core group that no rule looks at, and whose objects create no pods. */
const PASSIVE_CORE_KINDS = ['Endpoints', 'Event', 'LimitRange', 'PersistentVolume', 'ServiceAccount'];

/** The line of such a kind. The core group has the most objects, and few of them need a closer look. */
const PASSIVE_CORE_LINE = new RegExp(`^kind: +["']?(?:${PASSIVE_CORE_KINDS.join('|')})\\b`, 'm');

/** Groups of objects from which others are rendered. A report names these as sources to render first. */
const RENDERING_GROUPS = new Set(['helm.toolkit.fluxcd.io', 'kustomize.config.k8s.io', 'kustomize.toolkit.fluxcd.io']);

/** Reports whether a document with an API version deserves a closer look, because it may be an object to skip. */
export function mayBePassive(apiVersion: string, text: string): boolean {
  const group = apiGroup(apiVersion);
  return group === '' ? PASSIVE_CORE_LINE.test(text) : PASSIVE_GROUPS.has(group) || isCustomGroup(group);
}

/**
 * Reports whether an object can be skipped without reading it: no rule looks at its kind, and it creates no pods. An
 * object of a custom kind creates pods if it contains a pod template.
 */
export function isPassive(apiVersion: string, kind: string, text: string): boolean {
  const group = apiGroup(apiVersion);
  if (PASSIVE_GROUPS.has(group)) return true;
  if (group === '') return PASSIVE_CORE_KINDS.includes(kind);
  // Read lists, because their items may be of any kind.
  if (!isCustomGroup(group) || kind.endsWith('List')) return false;
  if (RENDERING_GROUPS.has(group) || isRoutingKind(group, kind)) return false;
  return !/template/i.test(text);
}
