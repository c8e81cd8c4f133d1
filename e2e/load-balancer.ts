import type { Random } from './random';

/** How long a load balancer takes to attach a target and find it healthy, in seconds (5 to 10 s in kubernetes/ingress-gce#638). */
const HEALTHY_AFTER = { least: 2, most: 10 };

/**
 * A stand-in for a load balancer that targets the pods of a Service, in simulated seconds: it detaches a pod at once, and
 * attaches one and finds it healthy a while later. It counts the seconds in which no target is healthy.
 */
export class LoadBalancer {
  readonly #random: Random;
  /** The targets, and when each of them is found healthy. */
  #healthyAt: Map<string, number>;
  #now = 0;
  #secondsDown = 0;

  /** @param targets the pods that are healthy already */
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

  /** Takes over the endpoints of the Service. One that comes back has to be found healthy again. */
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
