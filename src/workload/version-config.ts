import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import { contentHash } from '../text/content-hash';
import type { Track } from '../app/track';
import { trackMetadata } from './track-metadata';
import type { VersionData } from '../app/version-data';
import { isVariables } from '../app/version-data';
import { sortedByKey } from '../text/by-code-unit';

/** The way in which the data of a version reaches its main container. */
export interface TrackData {
  readonly volumeMounts: kplus.VolumeMount[];
  readonly envFrom: kplus.EnvFrom[];
}

/**
 * Adds the ConfigMap and the Secret of one track. Their names contain a hash of the data, so changed data creates
 * another object, and running pods keep the data that they started with. The objects are immutable for the same reason.
 */
export function addTrackData(scope: Construct, id: string, app: AppOptions, track: Track): TrackData {
  const { configMap, secret } = track.options;
  const volumeMounts: kplus.VolumeMount[] = [];
  const envFrom: kplus.EnvFrom[] = [];
  // Use the L1 classes, because the cdk8s-plus ones drop data with only empty values and refuse names such as
  // `toString`.
  if (configMap !== undefined) {
    const props = { metadata: metadata(app, track, 'config', configMap), immutable: true };
    new kplus.k8s.KubeConfigMap(scope, `${id}ConfigMap`, { ...props, data: sorted(configMap) });
    const object = kplus.ConfigMap.fromConfigMapName(scope, `${id}ConfigMapName`, props.metadata.name);
    if (isVariables(configMap)) envFrom.push(kplus.Env.fromConfigMap(object));
    if (configMap.mountPath !== undefined) {
      const volume = kplus.Volume.fromConfigMap(scope, `${id}ConfigVolume`, object, { name: 'version-config' });
      volumeMounts.push({ path: configMap.mountPath, volume });
    }
  }
  if (secret !== undefined) {
    const props = { metadata: metadata(app, track, 'secret', secret), immutable: true };
    new kplus.k8s.KubeSecret(scope, `${id}Secret`, { ...props, stringData: sorted(secret) });
    const object = kplus.Secret.fromSecretName(scope, `${id}SecretName`, props.metadata.name);
    if (isVariables(secret)) envFrom.push(kplus.Env.fromSecret(object));
    if (secret.mountPath !== undefined) {
      const volume = kplus.Volume.fromSecret(scope, `${id}SecretVolume`, object, { name: 'version-secret' });
      volumeMounts.push({ path: secret.mountPath, volume });
    }
  }
  return { volumeMounts, envFrom };
}

/** Returns the metadata of the settings. They have no sync wave, because they come before all others. */
function metadata(app: AppOptions, track: Track, suffix: string, given: VersionData): Metadata {
  const { name, namespace, labels } = trackMetadata(app, track);
  return { name: `${name}-${suffix}-${contentHash(sorted(given))}`, namespace, labels };
}

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: { [key: string]: string };
}

/** Returns the data ordered by name, so that the given order doesn't matter. */
function sorted({ data = {} }: VersionData): { [name: string]: string } {
  return sortedByKey(data);
}
