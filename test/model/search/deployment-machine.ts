import type { DeploymentSize } from '../../../src/model/deployment-change';

// The controllers of a Deployment, event by event. The code shares only its input with the model: it counts pods, and
// knows no bounds.
//
// The rules are those of kubernetes/pkg/controller, as of v1.28 to v1.34, each cited beside the code that applies it. The
// code makes the assumptions of the model (the start is at rest, nothing fails) and one more: controllers see the latest
// state, so that the Deployment controller acts again once the pods that it had deleted are gone.
// docs/model-against-reality.md says when that is not so.

/** A ReplicaSet of a Deployment, with its pods. */
export interface PodSet {
  /** The id of the ReplicaSet within its Deployment. */
  readonly id: string;
  /** The template of its pods, as the manifests have it. */
  readonly template: string;
  /** The requested number of pods of the ReplicaSet. Missing pods are created at once, and are not ready. */
  readonly spec: number;
  /** The number of its ready pods, which is above `spec` until pods are deleted. */
  readonly ready: number;
}

/** A moment of a Deployment. */
export interface Pods {
  readonly sets: readonly PodSet[];
  /** Whether the controller has seen the new count: it compares `replicas` with an annotation of the ReplicaSets. */
  readonly scaled: boolean;
}

/**
 * A ReplicaSet with a template other than that of the manifest. A Deployment that was paused and then changed has one.
 */
const STALE = 'stale';

/** The ReplicaSet of a Deployment that is deleted and created again. */
const ANEW = 'anew';

/**
 * Returns the moments at which the change can begin: one, or several if it is unknown which pods a paused Deployment
 * has.
 */
export function startsOf(before: DeploymentSize | undefined, after: DeploymentSize | undefined): Pods[] {
  if (before === undefined) return [{ sets: [], scaled: false }];
  const { template = '', replicas } = before;
  const full = (id: string): Pods => ({
    sets: [{ id, template, spec: replicas.low, ready: replicas.low }],
    scaled: replicas.low === after?.replicas.low,
  });
  if (!before.paused) return [full(template)];
  // syncDeployment hands a paused Deployment to sync(), which creates no ReplicaSet: created paused, it has no pods. One
  // that was paused later kept its pods, perhaps of an older template.
  const kept = [full(template), full(STALE)];
  return before.ready === undefined || before.ready.low === 0 ? [...kept, { sets: [], scaled: false }] : kept;
}

/** Returns all moments that can follow, which are none if the Deployment is at rest. */
export function stepsOf(pods: Pods, before: DeploymentSize | undefined, after: DeploymentSize | undefined): Pods[] {
  const steps = pods.sets.flatMap((set): Pods[] => {
    const { spec, ready } = set;
    // A ReplicaSet deletes pods that are not ready before pods that are (ActivePodsWithRanks, controller_utils.go).
    if (ready > spec) return [withReady(pods, set, ready - 1)];
    return ready < spec ? [withReady(pods, set, ready + 1)] : [];
  });
  if (pods.sets.some(({ spec, ready }) => ready > spec)) return steps;
  const acted = act(pods, before, after);
  return acted === undefined ? steps : [...steps, acted];
}

function withReady(pods: Pods, of: PodSet, ready: number): Pods {
  return { ...pods, sets: pods.sets.map((set) => (set === of ? { ...set, ready } : set)) };
}

/** Lets the controllers act once. Returns `undefined` if they change nothing. */
function act(pods: Pods, before: DeploymentSize | undefined, after: DeploymentSize | undefined): Pods | undefined {
  // The garbage collector deletes the ReplicaSet of a Deployment that is gone.
  if (after === undefined)
    return changed(
      pods,
      pods.sets.map((set) => ({ ...set, spec: 0 })),
    );
  const count = after.replicas.low;
  const template = after.template ?? '';
  if (before !== undefined && (before.selector ?? '') !== (after.selector ?? '')) {
    // A Deployment that is deleted and created again does not know the old pods.
    const sets = pods.sets.map((set) => (set.id === ANEW ? set : { ...set, spec: 0 }));
    const isCreated = sets.some(({ id }) => id === ANEW) || after.paused;
    return changed(pods, isCreated ? sets : [...sets, created(ANEW, template, count)]);
  }
  if (after.paused) {
    // sync(): scale() sets the only active ReplicaSet, or the newest where none is active, to the new count
    // (FindActiveOrLatest, deployment_util.go). It creates none.
    return changed(
      pods,
      pods.sets.map((set) => ({ ...set, spec: count })),
    );
  }
  // isScalingEvent() compares the count with an annotation of the active ReplicaSets; while one is active, scale() sets it
  // to the new count, whatever its template.
  if (!pods.scaled) {
    const sets = pods.sets.map((set) => (set.spec > 0 ? { ...set, spec: count } : set));
    return { sets, scaled: true };
  }
  const old = pods.sets.find(({ id }) => id !== template);
  const fresh = pods.sets.find(({ id }) => id === template) ?? created(template, template, 0);
  if (after.strategy?.recreate) return changed(pods, recreate(old, fresh, count));
  return changed(pods, roll(old, fresh, count, after));
}

function created(id: string, template: string, spec: number): PodSet {
  return { id, template, spec, ready: 0 };
}

/** Waits for the old pods to be gone, then creates all new ones (rolloutRecreate, recreate.go). */
function recreate(old: PodSet | undefined, fresh: PodSet, count: number): PodSet[] {
  if (old !== undefined && old.spec > 0) return [{ ...old, spec: 0 }, fresh];
  return [...(old === undefined ? [] : [old]), { ...fresh, spec: count }];
}

/** Scales up the new ReplicaSet, or else scales down the old one (rolloutRolling, rolling.go). */
function roll(old: PodSet | undefined, fresh: PodSet, count: number, after: DeploymentSize): PodSet[] {
  const surge = Number(after.strategy?.maxSurge);
  const stated = Number(after.strategy?.maxUnavailable);
  // ResolveFenceposts: both at 0 would never move. MaxUnavailable: no more than there are.
  const unavailable = Math.min(surge === 0 && stated === 0 ? 1 : stated, count);
  const oldSpec = old?.spec ?? 0;
  // NewRSNewReplicas.
  const room = Math.max(0, count + surge - oldSpec - fresh.spec);
  const grown = fresh.spec + Math.min(room, count - fresh.spec);
  if (grown !== fresh.spec || old === undefined) return [...(old ? [old] : []), { ...fresh, spec: grown }];
  // reconcileOldReplicaSets.
  const least = count - unavailable;
  const removable = oldSpec + fresh.spec - least - (fresh.spec - fresh.ready);
  if (oldSpec === 0 || removable <= 0) return [old, fresh];
  // cleanupUnhealthyReplicas, then scaleDownOldReplicaSetsForRollingUpdate.
  const cleaned = oldSpec - Math.min(removable, oldSpec - old.ready);
  const spare = Math.max(0, old.ready + fresh.ready - least);
  return [{ ...old, spec: cleaned - Math.min(cleaned, spare) }, fresh];
}

function changed(pods: Pods, sets: readonly PodSet[]): Pods | undefined {
  const same = sets.length === pods.sets.length && sets.every((set, index) => set.spec === pods.sets[index]!.spec);
  return same ? undefined : { ...pods, sets };
}
