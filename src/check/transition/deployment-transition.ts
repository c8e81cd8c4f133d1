import { sameSelector, selectorKey } from '../../manifests/label-selector';
import { isRollingOut, type LiveStatus } from '../../manifests/live-status';
import type { AutoscalerState, DeploymentState, ManifestState, StateObject } from '../../manifests/state';
import { type DeploymentChange, deploymentChange, type DeploymentSize } from '../../model/deployment-change';
import { exactly, NONE, type Range, sameRange } from '../../model/range';
import { appliedReplicas, steadyReplicas } from '../../model/steady-replicas';
import { statefulSetChange } from '../../model/stateful-set-change';
import { ASSUMED_NODES, daemonSetChange } from '../../model/daemon-set-change';
import { type OrderedChange, pruneWave } from '../../model/apply-order';

/** A Deployment, StatefulSet or DaemonSet from one state to the next. It is in at least one of them. */
export interface DeploymentTransition extends OrderedChange {
  readonly key: string;
  readonly before?: DeploymentState;
  readonly after?: DeploymentState;
  readonly templateKeys: TemplateKeys;
  /** The change of its pods, assuming that pods of a paused Deployment run. */
  readonly change: DeploymentChange;
  /** The change of its pods in the worst case, in which a paused Deployment never started any. */
  readonly atWorst: DeploymentChange;
  /**
   * The changes at the lowest and at the highest load, if autoscalers set the number of pods: all pods of a Service see
   * the same load, so their autoscalers are at the same end of their bounds.
   */
  readonly changesByLoad: DeploymentChange[];
  /** Whether an autoscaler sets the number of pods, before or afterwards. */
  readonly autoscaled: boolean;
  /** Whether an autoscaler is there for it afterwards, even one whose bounds leave no choice. */
  readonly autoscaledAfter: boolean;
  /** The count in the manifest before. @default - it states none, or there is no such manifest */
  readonly replicasStated?: number;
  /** Whether the new manifest leaves out the `replicas` that the old one stated, so that the count can jump to 1. */
  readonly replicasLost: boolean;
  /** Whether pods of another template replace the running ones. */
  readonly templateChanged: boolean;
  /** Its live status, if the state before comes from an API server and the new one does not. */
  readonly status?: LiveStatus;
  /** The assumed number of nodes of a DaemonSet. @default - it is no DaemonSet, or its status tells */
  readonly assumedNodes?: number;
}

/** The keys of a Deployment's pod templates, by which its `change` names them. Equal templates have equal keys. */
export interface TemplateKeys {
  readonly before: string;
  readonly after: string;
}

/** A state of a Deployment, with the key of its template. */
export interface KeyedState {
  readonly key: string;
  readonly state: DeploymentState;
}

/** Returns the states that a Deployment is in, the old one first. */
export function keyedStates({ before, after, templateKeys }: DeploymentTransition): KeyedState[] {
  const states: KeyedState[] = [];
  if (before !== undefined) states.push({ key: templateKeys.before, state: before });
  if (after !== undefined) states.push({ key: templateKeys.after, state: after });
  return states;
}

/** The models of the kinds that roll out differently from a Deployment. */
const CHANGES: Readonly<Record<string, typeof deploymentChange>> = {
  StatefulSet: statefulSetChange,
  DaemonSet: daemonSetChange,
};

/** The ends of the bounds of autoscalers. */
const LOADS = ['low', 'high'] as const;

const SYNC_OPTIONS_ANNOTATION = 'argocd.argoproj.io/sync-options';

export function toDeploymentTransitions(
  before: ManifestState,
  after: ManifestState,
  syncWaves: boolean,
): Map<string, DeploymentTransition> {
  const scalersBefore = autoscalersByTarget(before);
  const scalersAfter = autoscalersByTarget(after);
  const pruned = prunedWaves(before, after);
  const keys = [...after.deployments.keys(), ...before.deployments.keys()];
  const toTransition = (key: string): DeploymentTransition => {
    const [old, fresh] = [before.deployments.get(key), after.deployments.get(key)];
    const target = targetKey(fresh ?? old);
    const scalers = [scalersBefore.get(target), scalersAfter.get(target)] as const;
    const predict = CHANGES[(fresh ?? old)?.kind ?? ''] ?? deploymentChange;
    const changeOf = ({ before: from, after: to }: Sizes): DeploymentChange => predict(from, to);
    const templateKeys = toTemplateKeys(old, fresh);
    const sizes = toSizes(old, fresh, scalers, templateKeys);
    const running = { before: sizes.before && asRunning(sizes.before), after: sizes.after };
    const change = changeOf(running);
    const autoscaled = scalers.some((scaler) => scaler !== undefined);
    const order = syncWaves ? toOrder(old, fresh, change, scalers, pruned) : { wave: 0, lingers: false };
    return {
      key,
      before: old,
      after: fresh,
      templateKeys,
      change,
      atWorst: old?.paused ? changeOf(sizes) : change,
      changesByLoad: autoscaled ? LOADS.map((load) => changeOf(atLoad(running, load))) : [change, change],
      autoscaled,
      autoscaledAfter: scalers[1] !== undefined,
      replicasStated: old && statedReplicas(old, scalers[0]),
      replicasLost: isLost(old, fresh, scalers),
      templateChanged: change.templates.length > 1,
      status: statusOf(old, fresh),
      assumedNodes: assumedNodes(old, fresh),
      ...order,
    };
  };
  return new Map([...new Set(keys)].map((key) => [key, toTransition(key)]));
}

/** The autoscaler of a Deployment before and afterwards. */
type Scalers = readonly [before: AutoscalerState | undefined, after: AutoscalerState | undefined];

/** The sizes of a Deployment before and after, as input of the model. */
interface Sizes {
  readonly before?: DeploymentSize;
  readonly after?: DeploymentSize;
}

/** Returns the keys of both templates. Their fingerprints matter only if there are two templates to compare. */
function toTemplateKeys(old: DeploymentState | undefined, fresh: DeploymentState | undefined): TemplateKeys {
  if (old === undefined || fresh === undefined || old.template === fresh.template) return { before: '', after: '' };
  return { before: old.template.fingerprint, after: fresh.template.fingerprint };
}

function toSizes(
  old: DeploymentState | undefined,
  fresh: DeploymentState | undefined,
  scalers: Scalers,
  keys: TemplateKeys,
): Sizes {
  const status = statusOf(old, fresh);
  if ((fresh ?? old)?.kind === 'DaemonSet') return toDaemonSizes(old, fresh, status, keys);
  const replicas = status ? exactly(status.wanted) : old && steadyReplicas(old.replicas, scalers[0], undefined);
  const before = old && { ...toSize(old, keys.before, replicas), ...(status && toProgress(status, old)) };
  if (fresh === undefined) return { before };
  // A recreated Deployment starts with the default count.
  const isSame = old !== undefined && sameSelector(old.selector, fresh.selector);
  const stated = old && statedReplicas(old, scalers[0]) !== undefined;
  const previous = isSame && replicas ? { replicas, stated: stated === true } : undefined;
  const steady = steadyReplicas(fresh.replicas, scalers[1], previous);
  // A running autoscaler has already chosen a count for the current load, and the change is applied at this load.
  const isDecided = status !== undefined && scalers[1] !== undefined;
  const after = toSize(fresh, keys.after, isDecided ? exactly(within(steady, status.wanted)) : steady);
  return {
    before,
    after: isLost(old, fresh, scalers) ? { ...after, applied: appliedReplicas(undefined, previous) } : after,
  };
}

/** Returns the sizes of a DaemonSet, which has a pod on each of its nodes. The nodes stay. */
function toDaemonSizes(
  old: DeploymentState | undefined,
  fresh: DeploymentState | undefined,
  status: LiveStatus | undefined,
  keys: TemplateKeys,
): Sizes {
  const nodes = exactly(assumedNodes(old, fresh) ?? (fresh?.status ?? old?.status)?.wanted ?? 0);
  return {
    before: old && { ...toSize(old, keys.before, nodes), ...(status && toProgress(status, old)) },
    after: fresh && toSize(fresh, keys.after, nodes),
  };
}

/**
 * Returns the assumed number of nodes of a DaemonSet: more than its own strategy may miss, so that the strategy alone
 * is no outage.
 */
function assumedNodes(old: DeploymentState | undefined, fresh: DeploymentState | undefined): number | undefined {
  const states = [old, fresh].filter((state) => state?.kind === 'DaemonSet');
  if (states.every((state) => state === undefined) || states.some((state) => state?.status)) return undefined;
  const missing = states.map((state) => state?.strategy.maxUnavailable);
  return Math.max(ASSUMED_NODES, ...missing.map((bound) => (typeof bound === 'number' ? bound + 1 : 0)));
}

/**
 * Reports whether a count leaves the manifest. A count of 0 switched an autoscaler off, which then starts from none on
 * purpose.
 */
function isLost(
  old: DeploymentState | undefined,
  fresh: DeploymentState | undefined,
  [scalerBefore, scalerAfter]: Scalers,
): boolean {
  const stated = old && statedReplicas(old, scalerBefore);
  if (stated === undefined || fresh === undefined || fresh.replicas !== undefined) return false;
  return stated > 0 || scalerAfter === undefined;
}

/**
 * Returns the count that the manifest of a Deployment states. A live one always has a count, so the last applied
 * manifest decides, or an autoscaler, to which a manifest leaves the count.
 */
function statedReplicas(
  { replicas, status }: DeploymentState,
  scaler: AutoscalerState | undefined,
): number | undefined {
  if (status === undefined) return replicas;
  return (status.statesReplicas ?? scaler === undefined) ? replicas : undefined;
}

/** Returns the live status. A new manifest with a status was exported at some time, and its status is old. */
function statusOf(old: DeploymentState | undefined, fresh: DeploymentState | undefined): LiveStatus | undefined {
  return fresh?.status === undefined ? old?.status : undefined;
}

function within({ low, high }: Range, count: number): number {
  return Math.min(high, Math.max(low, count));
}

/** Returns the progress of the pods. */
function toProgress(status: LiveStatus, { paused }: DeploymentState): Pick<DeploymentSize, 'ready' | 'rollingOut'> {
  return { ready: exactly(status.ready), rollingOut: isRollingOut(status, paused) };
}

/** Returns sizes in which all pods are ready, if the number of ready pods is unknown. */
function asRunning(size: DeploymentSize): DeploymentSize {
  return { ...size, ready: size.ready ?? size.replicas };
}

function atLoad({ before, after }: Sizes, load: 'low' | 'high'): Sizes {
  const fix = <T extends Range | undefined>(range: T): T => range && (exactly(range[load]) as T);
  return {
    before: before && { ...before, replicas: fix(before.replicas), ready: fix(before.ready) },
    after: after && { ...after, replicas: fix(after.replicas), applied: fix(after.applied) },
  };
}

function toSize(deployment: DeploymentState, template: string, replicas: Range = NONE): DeploymentSize {
  const { selector, strategy, paused } = deployment;
  return { template, selector: selectorKey(selector), strategy, paused, replicas };
}

function autoscalersByTarget(state: ManifestState): Map<string, AutoscalerState> {
  const scalers = [...state.autoscalers.values()];
  return new Map(scalers.map((scaler) => [`${scaler.targetKind} ${scaler.namespace}/${scaler.targetName}`, scaler]));
}

/** Returns the key with which an autoscaler names its target. */
function targetKey(deployment: DeploymentState | undefined): string {
  return deployment === undefined ? '' : `${deployment.kind} ${deployment.namespace}/${deployment.name}`;
}

function toOrder(
  old: DeploymentState | undefined,
  fresh: DeploymentState | undefined,
  change: DeploymentChange,
  scalers: Scalers,
  pruned: number[],
): OrderedChange {
  if (fresh === undefined) {
    if (old === undefined) return { wave: 0, lingers: false };
    return { wave: pruneWave(old.wave, pruned, prunedLast(old)), lingers: true };
  }
  // Nothing waits for an autoscaler: if its bounds change, its pods may come and go from its own wave on.
  const scaled = scalers.filter((scaler) => scaler !== undefined);
  if (scaled.length === 0 || sameRange(change.before, change.after)) return { wave: fresh.wave, lingers: false };
  return { wave: Math.min(fresh.wave, ...scaled.map(({ wave }) => wave)), lingers: true };
}

function prunedLast({ annotations }: StateObject): boolean {
  const options = annotations[SYNC_OPTIONS_ANNOTATION] ?? '';
  return options.split(',').some((option) => option.trim() === 'PruneLast=true');
}

/** Returns the waves of all objects that the new state lacks, as far as they are read. */
function prunedWaves(before: ManifestState, after: ManifestState): number[] {
  const waves = new Set<number>();
  for (const kind of ['deployments', 'services', 'autoscalers', 'budgets', 'routes'] as const) {
    for (const [key, { wave }] of before[kind]) if (!after[kind].has(key)) waves.add(wave);
  }
  return [...waves].sort((a, b) => a - b);
}
