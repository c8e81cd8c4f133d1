import type { Cluster, WatchEvent } from './cluster';
import { ENDPOINT_SLICES, type EndpointSlice, type Pod, PODS } from './kinds';

/** The ready endpoints of a Service from one moment to the next change. */
export interface Sample {
  /** The names of the pods, sorted. */
  readonly ready: string[];
}

/** A moment in what was seen of a Service. */
export interface Mark {
  readonly service: string;
  readonly samples: number;
}

/** What the EndpointSlices of a namespace say, at every moment, of every Service. */
export class EndpointWatch {
  /** By Service, then by slice. */
  readonly #slices = new Map<string, Map<string, string[]>>();
  readonly #samples = new Map<string, Sample[]>();
  /** All pods that have ever been there, as they were last seen. */
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

  /** The pods that are ready endpoints of a Service now, sorted by name. */
  ready(service: string): string[] {
    const slices = [...(this.#slices.get(service)?.values() ?? [])];
    // A Service with two IP families has each pod twice.
    return [...new Set(slices.flat())].sort();
  }

  /** A moment from which on `since` tells what was seen. */
  mark(service: string): Mark {
    return { service, samples: this.#samples.get(service)?.length ?? 0 };
  }

  /**
   * What was seen from a moment on. What held at that moment counts, unless the Service is new: before it exists, there is
   * nobody whom it could fail.
   */
  since({ service, samples }: Mark, isNew: boolean): Sample[] {
    return (this.#samples.get(service) ?? []).slice(isNew ? samples : Math.max(0, samples - 1));
  }

  pod(name: string): Pod | undefined {
    return this.#pods.get(name);
  }

  /** The UIDs of all pods that have ever been there. */
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
