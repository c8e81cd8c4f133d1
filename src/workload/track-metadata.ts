import type { OwnerReference } from 'cdk8s';
import type { AppOptions } from '../app/app-options';
import { recommendedLabels } from '../app/labels';
import { waveAnnotation } from '../app/sync-waves';
import type { Track } from '../app/track';

/** The metadata of an object, as props for cdk8s. */
interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: { [key: string]: string };
  readonly annotations: { [key: string]: string };
  readonly finalizers: string[];
  readonly ownerReferences: OwnerReference[];
}

/**
 * The fields of metadata that this package leaves empty. cdk8s adds them to its options when it writes an object, which
 * takes twice as long if the options don't have them yet. Each object copies the lists.
 */
export const UNUSED_METADATA = { finalizers: [], ownerReferences: [] };

/** Returns the metadata of the objects of a track, which are named like its Deployment and have the labels of its pods. */
export function trackMetadata(app: AppOptions, { deploymentName, image, matchLabels, wave }: Track): ObjectMetadata {
  return {
    name: deploymentName,
    namespace: app.namespace,
    labels: { ...recommendedLabels(app, image), ...matchLabels },
    annotations: waveAnnotation(wave),
    ...UNUSED_METADATA,
  };
}
