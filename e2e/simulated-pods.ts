import type { Deployment, KubeObject, Service } from './kinds';
import type { Random } from './random';

/** The time that a pod takes to become ready, in seconds. */
const READY_AFTER = { least: 1, most: 30 };

interface Pod {
  readonly name: string;
  readonly labels: Labels;
  readonly readyAt: number;
}

type Labels = Readonly<Record<string, string>>;

/**
 * The pods of the Deployments that were applied, in simulated seconds. They end at once, and become ready after a
 * while.
 */
export class SimulatedPods {
  readonly #random: Random;
  #pods: Pod[] = [];
  #selector: Labels = {};
  #created = 0;
  #now = 0;

  /** @param objects the running objects, with all pods ready */
  constructor(random: Random, objects: readonly KubeObject[], service: string) {
    this.#random = random;
    this.apply(objects, service);
    this.#pods = this.#pods.map((pod) => ({ ...pod, readyAt: 0 }));
  }

  /** The names of the pods that are ready and that the Service selects. */
  get endpoints(): string[] {
    const labels = Object.entries(this.#selector);
    return this.#pods
      .filter((pod) => pod.readyAt <= this.#now && labels.every(([key, value]) => pod.labels[key] === value))
      .map(({ name }) => name);
  }

  /** The seconds until the next pod becomes ready, or `undefined` if all are ready. */
  get secondsUntilReady(): number | undefined {
    const times = this.#pods.map(({ readyAt }) => readyAt - this.#now).filter((seconds) => seconds > 0);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Applies Deployments and a Service. It removes Deployments that are not among the objects, with their pods. */
  apply(objects: readonly KubeObject[], service: string): void {
    const deployments = objects.filter((object): object is Deployment => object.kind === 'Deployment');
    this.#pods = this.#pods.filter(({ name }) =>
      deployments.some(({ metadata }) => name.startsWith(`${metadata.name}/`)),
    );
    for (const deployment of deployments) this.#scale(deployment);
    const selected = objects.find(
      (object): object is Service => object.kind === 'Service' && object.metadata.name === service,
    );
    this.#selector = selected?.spec.selector ?? {};
  }

  /** Lets time pass. */
  wait(seconds: number): void {
    this.#now += seconds;
  }

  #scale({ metadata: { name }, spec: { replicas = 1, template } }: Deployment): void {
    const own = this.#pods.filter((pod) => pod.name.startsWith(`${name}/`));
    const kept = new Set(this.#random.shuffle(own).slice(0, replicas));
    this.#pods = this.#pods.filter((pod) => kept.has(pod) || !own.includes(pod));
    for (let count = own.length; count < replicas; count += 1) {
      const readyAt = this.#now + this.#random.seconds(READY_AFTER);
      this.#created += 1;
      this.#pods.push({ name: `${name}/${this.#created}`, labels: template.metadata?.labels ?? {}, readyAt });
    }
  }
}
