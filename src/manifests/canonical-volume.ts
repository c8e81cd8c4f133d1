import { isObject } from '../validate/shape';
import {
  canonicalFieldReference,
  canonicalResourceField,
  canonicalResources,
  type Change,
  drop,
  each,
  type Fields,
  map,
  nonEmpty,
  withoutDefaults,
} from './canonical-fields';
import { canonicalQuantity } from './quantity';

/** The defaults of the volume sources, by the field that names the source. */
const VOLUME_DEFAULTS: Readonly<Record<string, Fields>> = {
  configMap: { defaultMode: 420 },
  secret: { defaultMode: 420 },
  projected: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
  hostPath: { type: '' },
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
};

/** The default lifetime of a token in a projected volume, in seconds. */
const TOKEN_SECONDS = 3600;

/** Returns a volume of a pod in canonical form, as `canonicalTemplate` does for the template. */
export function canonicalVolume(volume: unknown): unknown {
  if (!isObject(volume)) return volume;
  const sources = Object.entries(VOLUME_DEFAULTS).map(([source, defaults]) => [
    source,
    (value: unknown) => withoutDefaults(value, defaults),
  ]);
  const withSources = map(volume, Object.fromEntries(sources) as Record<string, Change>);
  return map(withSources, {
    emptyDir: (directory) =>
      nonEmpty(map(withoutDefaults(directory, { medium: '' }), { sizeLimit: canonicalQuantity })),
    downwardAPI: canonicalItems,
    projected: (projected) => map(projected, { sources: each(canonicalSource) }),
    ephemeral: (ephemeral) => map(ephemeral, { volumeClaimTemplate: canonicalClaim }),
  });
}

function canonicalSource(source: unknown): unknown {
  return map(source, {
    downwardAPI: canonicalItems,
    serviceAccountToken: (token) => withoutDefaults(token, { expirationSeconds: TOKEN_SECONDS }),
  });
}

function canonicalItems(volume: unknown): unknown {
  return map(volume, {
    items: each((item) => map(item, { fieldRef: canonicalFieldReference, resourceFieldRef: canonicalResourceField })),
  });
}

function canonicalClaim(template: unknown): unknown {
  return map(template, {
    metadata: (metadata) => nonEmpty(map(metadata, { creationTimestamp: drop })),
    spec: (spec) => map(withoutDefaults(spec, { volumeMode: 'Filesystem' }), { resources: canonicalResources }),
  });
}
