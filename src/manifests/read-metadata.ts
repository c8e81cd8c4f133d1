import type { Fields } from './fields';
import type { Manifest } from './manifest';
import type { StateObject } from './state';

const WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/** Where objects live whose manifest does not say: what kubectl falls back to. Only the comparison of names needs it. */
export const DEFAULT_NAMESPACE = 'default';

const SUBDOMAIN =
  'a name of at most 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part';
const DNS_LABEL =
  'a namespace of at most 63 lower-case letters, digits and "-", with a letter or digit at both ends';

/** What all kinds have in common. Nothing where the object has no name: nobody can refer to it. */
export function readMetadata(manifest: Manifest, fields: Fields): StateObject | undefined {
  const metadata = fields.object('metadata');
  const name = metadata.text('name');
  const stated = metadata.text('namespace');
  const annotations = metadata.labels('annotations');
  if (name === undefined || !isSubdomain(name)) {
    // A value of the wrong type is reported already.
    if (!metadata.has('name') || name === '') metadata.problem('name', 'the name of the object', 'give it a name');
    else if (name !== undefined) metadata.problem('name', SUBDOMAIN, 'rename it');
    return undefined;
  }
  const namespace = stated === undefined || stated === '' ? DEFAULT_NAMESPACE : stated;
  if (!isLabel(namespace)) {
    metadata.problem('namespace', DNS_LABEL, 'correct it');
    return undefined;
  }
  return {
    kind: manifest.kind,
    namespace,
    namespaceStated: stated !== undefined && stated !== '',
    name,
    key: toKey(namespace, name),
    annotations,
    wave: toWave(annotations[WAVE_ANNOTATION]),
    source: manifest.source,
  };
}

export function toKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Such as a name that leads out of a directory, or that rewrites a terminal: Kubernetes refuses it as well. */
function isSubdomain(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

function isLabel(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** Argo CD takes what is no whole number for wave 0. */
function toWave(text: string | undefined): number {
  return text !== undefined && /^[-+]?\d{1,9}$/.test(text) ? Number(text) : 0;
}
