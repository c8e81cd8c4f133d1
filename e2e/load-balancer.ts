import type { Random } from './random';

/**
 * The time that a load balancer takes to attach a target and find it healthy, in seconds (5 to 10 s in
 * kubernetes/ingress-gce#638).
 */
const HEALTHY_AFTER = { least: 2, most: 10 };

/**
 * A simulated load balancer that targets the pods of a Service. It detaches a pod at once, but takes a while to attach
 * one and find it healthy. It counts the simulated seconds without a healthy target.
 */
export class LoadBalancer {
  readonly #random: Random;
  /** The targets, with the times at which they are found healthy. */
  #healthyAt: Map<string, number>;
  #now = 0;
  #secondsDown = 0;

  /** @param targets the pods that are already healthy */
  constructor(random: Random, targets: readonly string[]) {
    this.#random = random;
    this.#healthyAt = new Map(targets.map((pod) => [pod, 0]));
  }

  /** The seconds so far in which no target was healthy. */
  get secondsDown(): number {
    return this.#secondsDown;
  }

  /** The seconds until all targets are healthy. */
  get secondsUntilHealthy(): number {
    return Math.max(0, ...[...this.#healthyAt.values()].map((time) => time - this.#now));
  }

  /** Sets the targets to the endpoints of the Service. A target that comes back has to be found healthy again. */
  setTargets(pods: readonly string[]): void {
    const fresh = (): number => this.#now + this.#random.seconds(HEALTHY_AFTER);
    this.#healthyAt = new Map(pods.map((pod) => [pod, this.#healthyAt.get(pod) ?? fresh()]));
  }

  /** Lets time pass. */
  wait(seconds: number): void {
    const end = this.#now + seconds;
    const firstHealthy = Math.min(...this.#healthyAt.values());
    this.#secondsDown += Math.max(0, Math.min(end, firstHealthy) - this.#now);
    this.#now = end;
  }
}
