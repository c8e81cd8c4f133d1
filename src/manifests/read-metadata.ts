import { nameProblem, subdomainProblem } from '../validate/names';
import type { Fields } from './fields';
import { isLive, isOwned } from './live-status';
import type { Manifest } from './manifest';
import type { StateObject } from './state';

const WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/** The namespace that kubectl falls back to if a manifest states none. Only the comparison of names needs it. */
export const DEFAULT_NAMESPACE = 'default';

/**
 * Reads the metadata that all kinds share. Returns `undefined` if the object has no name, since nothing can refer to
 * it.
 */
export function readMetadata(manifest: Manifest, fields: Fields): StateObject | undefined {
  const metadata = fields.object('metadata');
  const name = metadata.text('name');
  const stated = metadata.text('namespace');
  const annotations = metadata.annotations('annotations');
  if (name === undefined || name === '') {
    // A value of the wrong type has already been reported.
    if (!metadata.has('name') || name === '') metadata.problem('name', 'the name of the object', 'give it a name');
    return undefined;
  }
  const namespace = stated === undefined || stated === '' ? DEFAULT_NAMESPACE : stated;
  // Kubernetes refuses such names, too. They must not lead out of a folder or write control characters to a terminal.
  const badName = subdomainProblem('name', name);
  const badNamespace = nameProblem('namespace', namespace);
  if (badName !== undefined) metadata.problem('name', badName.expected, badName.fix);
  if (badNamespace !== undefined) metadata.problem('namespace', badNamespace.expected, badNamespace.fix);
  if (badName !== undefined || badNamespace !== undefined) return undefined;
  return {
    kind: manifest.kind,
    namespace,
    namespaceStated: stated !== undefined && stated !== '',
    name,
    key: toKey(namespace, name),
    annotations,
    wave: toWave(annotations[WAVE_ANNOTATION]),
    ...(isLive(manifest.object) ? { live: true, owned: isOwned(manifest.object) } : {}),
    source: manifest.source,
  };
}

export function toKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Returns a sync wave. Argo CD treats anything but a whole number as wave 0. */
function toWave(text: string | undefined): number {
  return text !== undefined && /^[-+]?\d{1,9}$/.test(text) ? Number(text) : 0;
}
