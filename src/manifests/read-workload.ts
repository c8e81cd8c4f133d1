import type { Labels } from './label-selector';
import type { Manifest } from './manifest';
import { isObject } from '../validate/shape';
import { rawObjects, rawText } from './raw';
import { DEFAULT_NAMESPACE, toKey } from './read-metadata';
import type { WorkloadState } from './state';

/**
 * Reads the pods of an object of another kind: a Pod, or any object with a pod template (Job, CronJob, Argo Rollout).
 * It reads no other fields of such kinds, so these can't cause problems.
 */
export function readWorkload(manifest: Manifest): WorkloadState | undefined {
  const { object, kind, source } = manifest;
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const labels = kind === 'Pod' ? metadata.labels : templateLabels(object.spec);
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || !isObject(labels) || isMadeByController(metadata)) return undefined;
  const stated = typeof namespace === 'string' && namespace !== '';
  return {
    kind,
    namespace: stated ? namespace : DEFAULT_NAMESPACE,
    namespaceStated: stated,
    name,
    key: toKey(stated ? namespace : DEFAULT_NAMESPACE, name),
    annotations: {},
    wave: 0,
    source,
    labels: texts(labels),
  };
}

/** Built-in kinds that create pods, directly or through another object. */
const CONTROLLERS = new Set(['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

/** Reports whether a controller made an object, such as a ReplicaSet or a pod. The controller counts in its place. */
function isMadeByController(metadata: Readonly<Record<string, unknown>>): boolean {
  return rawObjects(metadata, 'ownerReferences').some((owner) => CONTROLLERS.has(rawText(owner, 'kind') ?? ''));
}

function templateLabels(spec: unknown): unknown {
  if (!isObject(spec)) return undefined;
  const job = spec.jobTemplate;
  if (isObject(job)) return templateLabels(job.spec);
  const template = isObject(spec.template) ? spec.template : {};
  return isObject(template.metadata) ? template.metadata.labels : undefined;
}

/** The length above which Kubernetes refuses a label, and above which a comparison would take long. */
const MAX_LABEL = 63;

function texts(labels: Readonly<Record<string, unknown>>): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= MAX_LABEL,
    ),
  );
}
