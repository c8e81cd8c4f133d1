import type { KubeObject } from './kinds';
import { LoadBalancer } from './load-balancer';
import { Random } from './random';
import { SimulatedPods } from './simulated-pods';

/** The time between two commits, in seconds. */
const PAUSE = { least: 0, most: 120 };

/**
 * A Service behind a load balancer while one state after another is applied, in simulated seconds and without a
 * cluster.
 */
export class SwitchedService {
  readonly #service: string;
  readonly #random: Random;
  readonly #pods: SimulatedPods;
  readonly #balancer: LoadBalancer;

  /**
   * @param objects the running objects, with all pods ready and all targets healthy
   * @param seed the seed of all times
   */
  constructor(service: string, objects: readonly KubeObject[], seed: number) {
    this.#service = service;
    this.#random = new Random(seed);
    this.#pods = new SimulatedPods(this.#random, objects, service);
    this.#balancer = new LoadBalancer(this.#random, this.#pods.endpoints);
  }

  /** The seconds so far in which the load balancer had no healthy target. */
  get secondsDown(): number {
    return this.#balancer.secondsDown;
  }

  /** Applies a state, and waits until all pods are ready. */
  apply(objects: readonly KubeObject[]): void {
    this.#pods.apply(objects, this.#service);
    this.#balancer.setTargets(this.#pods.endpoints);
    let seconds = this.#pods.secondsUntilReady;
    while (seconds !== undefined) {
      this.#wait(seconds);
      this.#balancer.setTargets(this.#pods.endpoints);
      seconds = this.#pods.secondsUntilReady;
    }
  }

  /** Waits until the load balancer finds all its targets healthy. */
  waitForTargets(): void {
    this.#wait(this.#balancer.secondsUntilHealthy);
  }

  /** Waits for some time, as people do between two commits. */
  pause(): void {
    this.#wait(this.#random.seconds(PAUSE));
  }

  #wait(seconds: number): void {
    this.#pods.wait(seconds);
    this.#balancer.wait(seconds);
  }
}
