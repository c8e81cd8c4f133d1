import type { ManifestState } from '../manifests/state';
import { obstacleToOverlap } from './overlap';
import type { ServingTransition } from './transition/service-transition';
import { enumerate } from '../text/words';

/** Returns advice for getting from one state to the next without the dip: the stage to insert, with its counts. */
export function stageToInsert(service: ServingTransition, state: ManifestState): string {
  return (
    lostReplicasAdvice(service) ??
    switchAdvice(service) ??
    drainAdvice(service) ??
    movedPodsAdvice(service) ??
    emptyAdvice(service) ??
    inPlaceAdvice(service, state) ??
    GENERAL_ADVICE
  );
}

const GENERAL_ADVICE = 'split the change into stages, each of which leaves enough ready pods';

function lostReplicasAdvice({ deployments }: ServingTransition): string | undefined {
  const lost = deployments.flatMap(({ deployment: { replicasLost, before, after, autoscaled } }) =>
    replicasLost && before !== undefined && after !== undefined ? [{ before, after, autoscaled }] : [],
  );
  const [first] = lost;
  if (first === undefined) return undefined;
  const edit = `kubectl apply edit-last-applied ${first.after.kind.toLowerCase()}/${first.after.name}`;
  // Stated replicas would fight with the autoscaler.
  if (lost.some(({ autoscaled }) => autoscaled)) {
    return `before this is applied, remove replicas from the last applied configuration of ${enumerate(lost.map(({ after }) => after.name))}: ${edit}; then the autoscaler starts from the pods that run`;
  }
  const stated = lost.map(({ before, after }) => `replicas: ${before.replicas} in ${after.name}`);
  return `keep ${enumerate(stated)}, or remove the field from the last applied configuration first: ${edit}`;
}

function switchAdvice({ switched, deployments, after }: ServingTransition): string | undefined {
  if (!switched) return undefined;
  const targets = deployments.filter((selected) => selected.after && selected.deployment.after !== undefined);
  const unready = targets.filter(
    ({ deployment, readyOnceSelected }) => readyOnceSelected < deployment.change.after.low,
  );
  if (unready.length === 0) return undefined;
  const names = unready.map(({ deployment }) => `${deployment.after?.name} at ${deployment.change.after.low}`);
  return `insert a stage with ${enumerate(names)} and the selector of Service ${after.name} as it was; switch it in the next stage, once these pods are ready`;
}

/**
 * Returns advice for a change in which pods that served go at the same time as the switch away from them, in an unknown
 * order.
 */
function drainAdvice({ switched, deployments, after }: ServingTransition): string | undefined {
  if (!switched) return undefined;
  const drained = deployments.flatMap((selected) => {
    const { before: old, after: fresh, change } = selected.deployment;
    if (!selected.before || selected.after || old === undefined) return [];
    if (fresh === undefined) return [`remove ${old.name}`];
    return change.after.low < change.before.low ? [`take ${old.name} to ${change.after.low}`] : [];
  });
  if (drained.length === 0) return undefined;
  return `switch Service ${after.name} first; ${enumerate(drained)} in a later commit`;
}

/**
 * Returns advice for a change in which pods come in one Deployment and go in another: first start the new ones, then
 * stop the old ones.
 */
function movedPodsAdvice({ deployments }: ServingTransition): string | undefined {
  const states = deployments.flatMap(({ deployment: { after, before } }) => after ?? before ?? []);
  // A Deployment that becomes an object of another kind often keeps its name.
  const isMixed = new Set(states.map(({ kind }) => kind)).size > 1;
  const counts = deployments.map(({ deployment }, index) => ({
    name: isMixed ? `${states[index]?.kind} ${states[index]?.name}` : (states[index]?.name ?? deployment.key),
    // The nodes determine the number of pods of a DaemonSet, so no manifest states it.
    isCounted: states[index]?.kind !== 'DaemonSet',
    before: deployment.change.before.low,
    after: deployment.change.after.low,
  }));
  const growing = counts.filter(({ before, after }) => after > before);
  const shrinking = counts.filter(({ before, after }) => after < before);
  if (growing.length === 0 || shrinking.length === 0) return undefined;
  // A release has two versions at a time, so a third one has to wait until one of them is gone.
  const running = counts.filter(({ before }) => before > 0);
  const fresh = growing.find(({ before }) => before === 0);
  if (running.length > 1 && fresh !== undefined) {
    const [kept, ...others] = [...running].sort((a, b) => b.before - a.before);
    const total = running.reduce((all, { before }) => all + before, 0);
    return `end the running release first: take ${kept?.name} to ${total}, then ${enumerate(others.map(({ name }) => name))} to 0, and start ${fresh.name} beside it in a release of its own`;
  }
  const grown = growing.map(({ name, after, isCounted }) => (isCounted ? `${name} at ${after}` : name));
  const kept = shrinking.map(({ name, before, isCounted }) =>
    isCounted ? `${name} still at ${before}` : `${name} still there`,
  );
  if (isMixed) {
    const old = enumerate(shrinking.map(({ name }) => name));
    return `insert a stage with ${enumerate([...grown, ...kept])}; once the new pods are ready, remove ${old}`;
  }
  const gone = shrinking.map(({ name, after }) => `${name} to ${after}`);
  return `insert a stage with ${enumerate([...grown, ...kept])}; once its pods are ready, take ${enumerate(gone)} (planCanary finds stages that need fewer extra pods)`;
}

function emptyAdvice({ change, after }: ServingTransition): string | undefined {
  if (change.after.low > 0) return undefined;
  return `keep at least one ready pod that Service ${after.name} selects, or remove the Service in the same change`;
}

function inPlaceAdvice({ deployments }: ServingTransition, state: ManifestState): string | undefined {
  const changed = deployments.flatMap(({ deployment }) =>
    deployment.templateChanged && deployment.after !== undefined ? [deployment.after] : [],
  );
  if (changed.length === 0) return undefined;
  const names = enumerate(changed.map(({ name }) => name));
  const obstacle = changed.map((deployment) => obstacleToOverlap(deployment, state)).find((one) => one !== undefined);
  if (obstacle !== undefined)
    return `expect the gap: ${obstacle} keeps old and new pods of ${names} from running side by side`;
  if (changed.some(({ kind }) => kind === 'StatefulSet')) {
    return `update ${names} with maxUnavailable 1, and run more pods if the app can share its work`;
  }
  return `update ${names} with a rolling update of maxUnavailable 0 and maxSurge 1, or release the new template as a Deployment of its own`;
}
