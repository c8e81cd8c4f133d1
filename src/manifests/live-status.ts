import { isObject } from '../validate/shape';
import { type RawObject, rawNumber, rawObject, rawObjects, rawText, rawValue } from './raw';

/** The status of a live Deployment, StatefulSet or DaemonSet from the API server. */
export interface LiveStatus {
  /** The requested number of pods. */
  readonly wanted: number;
  readonly ready: number;
  /** The number of its pods with its current template. */
  readonly updated: number;
  /** The number of its pods, including those of older templates. */
  readonly pods: number;
  /** The number of pods that will have the current template once it is steady. */
  readonly toUpdate: number;
  /** The number of changes to its spec. */
  readonly generation: number;
  /** The last of these changes that its controller has seen. */
  readonly observedGeneration: number;
  /** Whether the last applied manifest states `replicas`. @default - unknown */
  readonly statesReplicas?: boolean;
}

/** The annotation in which kubectl keeps the last applied manifest. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Reports whether an object comes from an API server: no hand-written manifest states these fields. */
export function isLive(object: RawObject): boolean {
  return (
    rawText(object, 'metadata', 'uid') !== undefined || rawText(object, 'metadata', 'resourceVersion') !== undefined
  );
}

/** Reports whether another object owns this one. Tools that apply manifests don't remove owned objects. */
export function isOwned(object: RawObject): boolean {
  return rawObjects(object, 'metadata', 'ownerReferences').length > 0;
}

/**
 * Reads the status of a Deployment, StatefulSet or DaemonSet. A status leaves out counts that are 0.
 *
 * @returns `undefined` for a manifest that does not come from an API server
 */
export function readLiveStatus(object: RawObject): LiveStatus | undefined {
  if (!isLive(object)) return undefined;
  const status = rawObject(object, 'status');
  const count = (field: string): number => rawNumber(status, field) ?? 0;
  const generations = {
    generation: rawNumber(object, 'metadata', 'generation') ?? 0,
    observedGeneration: count('observedGeneration'),
  };
  if (object.kind === 'DaemonSet') {
    const wanted = count('desiredNumberScheduled');
    const onDelete = rawText(object, 'spec', 'updateStrategy', 'type') === 'OnDelete';
    return {
      wanted,
      ready: count('numberReady'),
      updated: count('updatedNumberScheduled'),
      pods: count('currentNumberScheduled'),
      toUpdate: onDelete ? 0 : wanted,
      ...generations,
    };
  }
  const wanted = rawNumber(object, 'spec', 'replicas') ?? 1;
  return {
    wanted,
    ready: count('readyReplicas'),
    pods: count('replicas'),
    ...(object.kind === 'StatefulSet'
      ? updateOfSet(object, wanted)
      : { updated: count('updatedReplicas'), toUpdate: wanted }),
    ...generations,
    statesReplicas: lastAppliedSpec(object, 'replicas'),
  };
}

/**
 * Returns the number of pods of a StatefulSet to update. Pods below the partition keep their template, and with
 * `OnDelete` all do until someone deletes them.
 */
function updateOfSet(object: RawObject, wanted: number): Pick<LiveStatus, 'updated' | 'toUpdate'> {
  const strategy = rawObject(object, 'spec', 'updateStrategy');
  const partition = rawNumber(strategy, 'rollingUpdate', 'partition') ?? 0;
  const isDone = rawText(object, 'status', 'currentRevision') === rawText(object, 'status', 'updateRevision');
  return {
    updated: rawNumber(object, 'status', isDone ? 'replicas' : 'updatedReplicas') ?? 0,
    toUpdate: rawText(strategy, 'type') === 'OnDelete' ? 0 : Math.max(0, wanted - partition),
  };
}

/** Reports whether pods of an older template are still being replaced. */
export function isRollingOut(status: LiveStatus, paused: boolean): boolean {
  const { generation, observedGeneration, pods, updated, toUpdate, wanted } = status;
  if (observedGeneration < generation) return true;
  return !paused && (updated < toUpdate || (toUpdate === wanted && updated < pods));
}

/** Reports whether all pods run and are ready. An object without a status counts as being at rest. */
export function isAtRest(status: LiveStatus | undefined, paused = false): boolean {
  return status === undefined || (!isRollingOut(status, paused) && status.ready >= status.wanted);
}

function lastAppliedSpec(object: RawObject, field: string): boolean | undefined {
  const applied = lastApplied(object);
  return applied && rawValue(applied, 'spec', field) !== undefined;
}

/** Returns the manifest that kubectl applied last, if the object has it. */
function lastApplied(object: RawObject): RawObject | undefined {
  const text = rawText(object, 'metadata', 'annotations', LAST_APPLIED);
  if (text === undefined) return undefined;
  try {
    const manifest: unknown = JSON.parse(text);
    return isObject(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** The annotation that `kubectl rollout restart` adds to a pod template. It survives applying a manifest without it. */
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

/**
 * Returns the pod template of an object without the annotation of `kubectl rollout restart`, unless its manifest states
 * it.
 */
export function appliedTemplate(object: RawObject): unknown {
  const template = rawValue(object, 'spec', 'template');
  const annotations = rawObject(template, 'metadata', 'annotations');
  if (!isObject(template) || !isLive(object) || annotations[RESTARTED] === undefined) return template;
  const path = ['spec', 'template', 'metadata', 'annotations', RESTARTED];
  if (rawValue(lastApplied(object), ...path) !== undefined) return template;
  const metadata = { ...rawObject(template, 'metadata'), annotations: { ...annotations, [RESTARTED]: undefined } };
  return { ...template, metadata };
}
