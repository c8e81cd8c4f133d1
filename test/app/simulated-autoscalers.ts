import type { AutoscalerBounds } from '../../src/model/steady-replicas';

/** One version with its autoscaler. */
export interface SimulatedVersion extends AutoscalerBounds {
  readonly pods: number;
}

/** The cycle of an autoscaler, in seconds (kube-controller-manager, --horizontal-pod-autoscaler-sync-period). */
const PERIOD = 15;
/** The deviation of the load above which pods are added or removed (--horizontal-pod-autoscaler-tolerance). */
const TOLERANCE = 0.1;
/** The time for which the highest wanted count stays, in cycles: 5 minutes (autoscaling/v2, scaleDown). */
const STABILIZATION = 300 / PERIOD;

/**
 * The autoscalers of versions behind one Service, as kube-controller-manager computes them: each wants
 * `ceil(pods * load / target)` within its bounds, adds at most 4 pods or as many as there are, and removes pods only
 * when it has wanted fewer for 5 minutes (kubernetes/pkg/controller/podautoscaler: replica_calculator.go,
 * horizontal.go). The Service spreads the load over all pods evenly. New pods are ready in the next cycle.
 */
export class SimulatedAutoscalers {
  readonly #wanted: number[][];

  constructor(public versions: SimulatedVersion[]) {
    this.#wanted = versions.map(() => []);
  }

  get total(): number {
    return this.versions.reduce((sum, { pods }) => sum + pods, 0);
  }

  /** Returns the share of a version, in percent. */
  percent(index: number): number {
    return (100 * this.versions[index]!.pods) / this.total;
  }

  /** Adds a version, as at the start of a release. */
  add(version: SimulatedVersion): void {
    this.versions = [...this.versions, version];
    this.#wanted.push([]);
  }

  /** Changes the bounds, as a new stage does. The autoscalers still remember the counts that they wanted. */
  setBounds(bounds: AutoscalerBounds[]): void {
    this.versions = this.versions.map(({ pods }, index) => ({ pods, ...bounds[index]! }));
  }

  /** Runs one cycle at a load, which is stated in pods at their target. */
  look(load: number): void {
    const ratio = load / this.total;
    this.versions = this.versions.map((version, index) => {
      const { pods, min, max } = version;
      const wish = Math.abs(ratio - 1) <= TOLERANCE ? pods : Math.ceil(pods * ratio);
      const recent = this.#wanted[index]!;
      recent.push(wish);
      if (recent.length > STABILIZATION) recent.shift();
      const stabilized = Math.max(wish, ...recent.map((earlier) => Math.min(earlier, pods)));
      const limited = Math.min(stabilized, Math.max(2 * pods, pods + 4));
      return { ...version, pods: Math.min(max, Math.max(min, limited)) };
    });
  }
}

/** The distance of a share from its percentage over some cycles, in points. */
export interface Drift {
  readonly lowest: number;
  readonly highest: number;
}

/** Returns the share of the last version while the load changes from cycle to cycle. */
export function shareOver(autoscalers: SimulatedAutoscalers, loads: readonly number[]): Drift {
  const shares = loads.map((load) => {
    autoscalers.look(load);
    return autoscalers.percent(autoscalers.versions.length - 1);
  });
  return { lowest: Math.min(...shares), highest: Math.max(...shares) };
}

/** Returns loads that go from one end to the other and back, over some cycles each way. */
export function upAndDown(low: number, high: number, looks: number): number[] {
  const up = Array.from({ length: looks }, (_, index) => low + ((high - low) * index) / (looks - 1));
  return [...up, ...[...up].reverse()];
}
