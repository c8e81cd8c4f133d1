import { selectorKey } from '../../manifests/label-selector';
import type { AutoscalerState, DeploymentState, ManifestState, StateObject } from '../../manifests/state';
import { type DeploymentChange, deploymentChange, type DeploymentSize } from '../../model/deployment-change';
import { exactly, NONE, type Range, sameRange } from '../../model/range';
import { steadyReplicas } from '../../model/steady-replicas';
import { type OrderedChange, pruneWave } from '../../model/apply-order';

/** A Deployment from one state to the next. It is in at least one of them. */
export interface DeploymentTransition extends OrderedChange {
  readonly key: string;
  readonly before?: DeploymentState;
  readonly after?: DeploymentState;
  readonly change: DeploymentChange;
  /**
   * The change at the least and at the highest load, where autoscalers decide on the number of pods: all of a Service see the
   * same load, and so stand at the same end of their bounds.
   */
  readonly changesByLoad: DeploymentChange[];
  /** Whether pods of another template take the place of those that run. */
  readonly templateChanged: boolean;
}

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
  return new Map(
    [...new Set(keys)].map((key) => {
      const [old, fresh] = [before.deployments.get(key), after.deployments.get(key)];
      const scalers = [scalersBefore.get(key), scalersAfter.get(key)] as const;
      const replicasBefore = old && steadyReplicas(old.replicas, scalers[0], undefined);
      const replicasAfter = fresh && steadyReplicas(fresh.replicas, scalers[1], replicasBefore);
      const change = deploymentChange(toSize(old, replicasBefore), toSize(fresh, replicasAfter));
      const changesByLoad = (['low', 'high'] as const).map((load) =>
        isAutoscaled(change)
          ? deploymentChange(toSize(old, atLoad(replicasBefore, load)), toSize(fresh, atLoad(replicasAfter, load)))
          : change,
      );
      const order = syncWaves ? toOrder(old, fresh, change, scalers, pruned) : { wave: 0, lingers: false };
      return [
        key,
        {
          key,
          before: old,
          after: fresh,
          change,
          changesByLoad,
          templateChanged: change.templates.length > 1,
          ...order,
        },
      ];
    }),
  );
}

/** Whether an autoscaler decides on the number of pods, before or afterwards. */
export function isAutoscaled({ before, after }: DeploymentChange): boolean {
  return before.low !== before.high || after.low !== after.high;
}

function atLoad(replicas: Range | undefined, load: 'low' | 'high'): Range | undefined {
  return replicas && exactly(replicas[load]);
}

function toSize(deployment: DeploymentState | undefined, replicas: Range | undefined): DeploymentSize | undefined {
  if (deployment === undefined) return undefined;
  const { template, selector, strategy, paused } = deployment;
  const size = { template: template.fingerprint, selector: selectorKey(selector), strategy, paused };
  return { ...size, replicas: replicas ?? NONE };
}

function autoscalersByTarget(state: ManifestState): Map<string, AutoscalerState> {
  const scalers = [...state.autoscalers.values()].filter(({ targetKind }) => targetKind === 'Deployment');
  return new Map(scalers.map((scaler) => [`${scaler.namespace}/${scaler.targetName}`, scaler]));
}

function toOrder(
  old: DeploymentState | undefined,
  fresh: DeploymentState | undefined,
  change: DeploymentChange,
  scalers: readonly (AutoscalerState | undefined)[],
  pruned: number[],
): OrderedChange {
  if (fresh === undefined) {
    if (old === undefined) return { wave: 0, lingers: false };
    return { wave: pruneWave(old.wave, pruned, prunedLast(old)), lingers: true };
  }
  // An autoscaler is not waited for: where its bounds change, its pods may come and go from its own wave on.
  const scaled = scalers.filter((scaler) => scaler !== undefined);
  if (scaled.length === 0 || sameRange(change.before, change.after)) return { wave: fresh.wave, lingers: false };
  return { wave: Math.min(fresh.wave, ...scaled.map(({ wave }) => wave)), lingers: true };
}

function prunedLast({ annotations }: StateObject): boolean {
  const options = annotations[SYNC_OPTIONS_ANNOTATION] ?? '';
  return options.split(',').some((option) => option.trim() === 'PruneLast=true');
}

/** The waves of everything that is gone in the new state, as far as it is read. */
function prunedWaves(before: ManifestState, after: ManifestState): number[] {
  const waves = new Set<number>();
  for (const kind of ['deployments', 'services', 'autoscalers', 'budgets', 'routes'] as const) {
    for (const [key, { wave }] of before[kind]) if (!after[kind].has(key)) waves.add(wave);
  }
  return [...waves].sort((a, b) => a - b);
}
