import type { Cluster, WatchEvent } from './cluster';
import { ENDPOINT_SLICES, type EndpointSlice, type Pod, PODS } from './kinds';

/** The ready endpoints of a Service from one moment to the next change. */
export interface Sample {
  /** The names of the pods, sorted. */
  readonly ready: string[];
}

/** A position in the observations of a Service. */
export interface Mark {
  readonly service: string;
  readonly samples: number;
}

/** A record of the ready endpoints of every Service in a namespace, from its EndpointSlices. */
export class EndpointWatch {
  /** The names of the ready pods, by Service and then by slice. */
  readonly #slices = new Map<string, Map<string, string[]>>();
  readonly #samples = new Map<string, Sample[]>();
  /** All pods seen so far, in their last state. */
  readonly #pods = new Map<string, Pod>();
  readonly #stops: (() => void)[] = [];

  static async start(cluster: Cluster): Promise<EndpointWatch> {
    const watch = new EndpointWatch();
    watch.#stops.push(
      await cluster.watch<Pod>(PODS, ({ object }) => void watch.#pods.set(object.metadata.name, object)),
      await cluster.watch<EndpointSlice>(ENDPOINT_SLICES, (event) => watch.#onSlice(event)),
    );
    return watch;
  }

  stop(): void {
    this.#stops.forEach((stop) => stop());
  }

  /** Returns the names of the pods that are ready endpoints of a Service now, sorted. */
  ready(service: string): string[] {
    const slices = [...(this.#slices.get(service)?.values() ?? [])];
    // A Service with two IP families has each pod twice.
    return [...new Set(slices.flat())].sort();
  }

  /** Returns the current position, for `since`. */
  mark(service: string): Mark {
    return { service, samples: this.#samples.get(service)?.length ?? 0 };
  }

  /**
   * Returns the samples from a position on. The state at that position is the first one, unless the Service is new:
   * before it exists, it has no clients that could fail.
   */
  since({ service, samples }: Mark, isNew: boolean): Sample[] {
    return (this.#samples.get(service) ?? []).slice(isNew ? samples : Math.max(0, samples - 1));
  }

  pod(name: string): Pod | undefined {
    return this.#pods.get(name);
  }

  /** Returns the UIDs of all pods seen so far. */
  podUids(): Set<string> {
    return new Set([...this.#pods.values()].map(({ metadata }) => metadata.uid ?? metadata.name));
  }

  #onSlice({ type, object }: WatchEvent<EndpointSlice>): void {
    const { name, labels } = object.metadata;
    const service = labels?.['kubernetes.io/service-name'];
    if (service === undefined) return;
    const slices = this.#slices.get(service) ?? new Map<string, string[]>();
    this.#slices.set(service, slices);
    if (type === 'DELETED') slices.delete(name);
    else slices.set(name, readyPods(object));
    const samples = this.#samples.get(service) ?? [];
    this.#samples.set(service, samples);
    samples.push({ ready: this.ready(service) });
  }
}

function readyPods({ endpoints }: EndpointSlice): string[] {
  const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
  return ready.flatMap(({ targetRef }) => (targetRef?.kind === 'Pod' ? (targetRef.name ?? []) : []));
}
