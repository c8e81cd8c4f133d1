import { isObject } from '../validate/shape';
import { type RawObject, rawNumber, rawObject, rawObjects, rawText, rawValue } from './raw';

/** What the API server says of a Deployment, StatefulSet or DaemonSet that runs. */
export interface LiveStatus {
  /** How many pods it is asked to have. */
  readonly wanted: number;
  readonly ready: number;
  /** How many of its pods have its current template. */
  readonly updated: number;
  /** How many pods it has, those of older templates included. */
  readonly pods: number;
  /** How many pods are to have the current template once it is at rest. */
  readonly toUpdate: number;
  /** How often its spec has changed. */
  readonly generation: number;
  /** Which of these changes its controller has seen. */
  readonly observedGeneration: number;
  /** Whether the manifest that was applied last states `replicas`. @default - that can't be told */
  readonly statesReplicas?: boolean;
}

/** Where kubectl keeps the manifest that it applied last. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns whether an object comes from an API server: no manifest that someone writes states these fields. */
export function isLive(object: RawObject): boolean {
  return (
    rawText(object, 'metadata', 'uid') !== undefined || rawText(object, 'metadata', 'resourceVersion') !== undefined
  );
}

/** Returns whether another object made this one and keeps it, so that no tool that applies manifests removes it. */
export function isOwned(object: RawObject): boolean {
  return rawObjects(object, 'metadata', 'ownerReferences').length > 0;
}

/**
 * Reads the status of a Deployment, StatefulSet or DaemonSet. Counts that are 0 are left out of a status.
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

/** Pods below the partition keep their template, and with `OnDelete` all do until someone deletes them. */
function updateOfSet(object: RawObject, wanted: number): Pick<LiveStatus, 'updated' | 'toUpdate'> {
  const strategy = rawObject(object, 'spec', 'updateStrategy');
  const partition = rawNumber(strategy, 'rollingUpdate', 'partition') ?? 0;
  const isDone = rawText(object, 'status', 'currentRevision') === rawText(object, 'status', 'updateRevision');
  return {
    updated: rawNumber(object, 'status', isDone ? 'replicas' : 'updatedReplicas') ?? 0,
    toUpdate: rawText(strategy, 'type') === 'OnDelete' ? 0 : Math.max(0, wanted - partition),
  };
}

/** Returns whether pods of an older template are still being replaced. */
export function isRollingOut(status: LiveStatus, paused: boolean): boolean {
  const { generation, observedGeneration, pods, updated, toUpdate, wanted } = status;
  if (observedGeneration < generation) return true;
  return !paused && (updated < toUpdate || (toUpdate === wanted && updated < pods));
}

function lastAppliedSpec(object: RawObject, field: string): boolean | undefined {
  const applied = lastApplied(object);
  return applied && rawValue(applied, 'spec', field) !== undefined;
}

/** Returns the manifest that kubectl applied last, where the object says so. */
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

/** The annotation that `kubectl rollout restart` adds to a pod template. Applying a manifest without it keeps it. */
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

/** Returns the pod template of an object, without what applying its manifest again would keep although it does not state it. */
export function appliedTemplate(object: RawObject): unknown {
  const template = rawValue(object, 'spec', 'template');
  const annotations = rawObject(template, 'metadata', 'annotations');
  if (!isObject(template) || !isLive(object) || annotations[RESTARTED] === undefined) return template;
  const path = ['spec', 'template', 'metadata', 'annotations', RESTARTED];
  if (rawValue(lastApplied(object), ...path) !== undefined) return template;
  const metadata = { ...rawObject(template, 'metadata'), annotations: { ...annotations, [RESTARTED]: undefined } };
  return { ...template, metadata };
}
