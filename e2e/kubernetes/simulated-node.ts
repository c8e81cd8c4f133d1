import { setTimeout as sleep } from 'node:timers/promises';
import type { WatchEvent } from '../cluster';
import { isServing, type KubeObject, type Pod } from '../kinds';
import type { Random } from '../random';
import { type ApiClient, ApiError } from './api-client';
import { follow } from './follow';
import type { Adaptation } from './kubernetes-cluster';

/** The scheduler of the pods. The cluster's own scheduler ignores pods with another one. */
const SCHEDULER = 'cdk8s-rollouts-e2e';

const MERGE_PATCH = 'application/merge-patch+json';

/** The time that a pod takes to end, in milliseconds. */
const GONE_AFTER = { from: 20, to: 400 };

/** The limits, one for each ReplicaSet, of the time until its pods are ready. Some start much faster than others. */
const READY_WITHIN = [100, 600, 2000];
const READY_FROM = 20;

/** Kubernetes considers a node lost after 40 seconds without a heartbeat. */
const HEARTBEAT_MILLISECONDS = 10_000;

/**
 * A node without a machine. Its pods become `Running` and ready after a while, and disappear a while after they are
 * deleted. No image is pulled and no code runs, so the suite needs only the control plane of a cluster.
 */
export class SimulatedNode {
  readonly name: string;
  readonly #client: ApiClient;
  readonly #random: Random;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #seen = new Set<string>();
  readonly #leaving = new Set<string>();
  readonly #readyWithin = new Map<string, number>();
  readonly #stops: (() => void)[] = [];
  #addresses = 0;
  #stopped = false;

  private constructor(client: ApiClient, name: string, random: Random) {
    this.#client = client;
    this.#random = random;
    this.name = name;
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MILLISECONDS);
  }

  static async join(client: ApiClient, name: string, random: Random): Promise<SimulatedNode> {
    const taints = [{ key: 'cdk8s-rollouts/e2e', value: 'true', effect: 'NoSchedule' }];
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { taints } };
    await client.request('/api/v1/nodes', { method: 'POST', body: node });
    const joined = new SimulatedNode(client, name, random);
    await joined.#beat();
    return joined;
  }

  /** Assigns the pods of a manifest to this node. */
  readonly adapt: Adaptation = (object) => {
    if (object.kind !== 'Deployment') return object;
    const copy = structuredClone(object) as KubeObject & { spec: { template: { spec: { schedulerName?: string } } } };
    copy.spec.template.spec.schedulerName = SCHEDULER;
    return copy;
  };

  /** Starts to run the pods of a namespace. */
  async serve(namespace: string): Promise<void> {
    const onPod = ({ type, object }: WatchEvent<Pod>): void => {
      if (type === 'DELETED' || object.spec.schedulerName !== SCHEDULER) return;
      void this.#run(object).catch((error: unknown) => {
        // Pods may disappear at any moment, and so does the namespace in the end.
        if (!this.#stopped && !(error instanceof ApiError && [404, 409].includes(error.status))) throw error;
      });
    };
    this.#stops.push(await follow<Pod>(this.#client, `/api/v1/namespaces/${namespace}/pods`, onPod));
  }

  async leave(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#heartbeat);
    this.#stops.forEach((stop) => stop());
    await this.#client.request(`/api/v1/nodes/${this.name}`, { method: 'DELETE' });
  }

  async #run(pod: Pod): Promise<void> {
    const { name, namespace = '', uid = '', deletionTimestamp } = pod.metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    if (deletionTimestamp !== undefined) {
      if (this.#leaving.has(uid)) return;
      this.#leaving.add(uid);
      await this.#wait(GONE_AFTER);
      const body = { gracePeriodSeconds: 0, preconditions: { uid } };
      await this.#client.request(path, { method: 'DELETE', body });
    } else if (!this.#seen.has(uid) && !isServing(pod)) {
      this.#seen.add(uid);
      await this.#client.request(`${path}/binding`, { method: 'POST', body: toBinding(name, this.name) });
      await this.#wait({ from: READY_FROM, to: this.#readyWithinOf(pod) });
      this.#addresses += 1;
      const body = { status: toRunningStatus(pod, this.#addresses) };
      await this.#client.request(`${path}/status`, { method: 'PATCH', body, contentType: MERGE_PATCH });
    }
  }

  #readyWithinOf({ metadata }: Pod): number {
    const owner = metadata.ownerReferences?.[0]?.name ?? metadata.name;
    const milliseconds = this.#readyWithin.get(owner) ?? this.#random.pick(READY_WITHIN);
    this.#readyWithin.set(owner, milliseconds);
    return milliseconds;
  }

  async #wait({ from, to }: { readonly from: number; readonly to: number }): Promise<void> {
    await sleep(this.#random.integer(from, to));
  }

  async #beat(): Promise<void> {
    const now = new Date().toISOString();
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Simulated',
      lastHeartbeatTime: now,
      lastTransitionTime: now,
    };
    const body = { status: { conditions: [ready] } };
    const path = `/api/v1/nodes/${this.name}/status`;
    await this.#client.request(path, { method: 'PATCH', body, contentType: MERGE_PATCH }).catch((error: unknown) => {
      if (!this.#stopped) throw error;
    });
  }
}

function toBinding(pod: string, node: string): object {
  const target = { apiVersion: 'v1', kind: 'Node', name: node };
  return { apiVersion: 'v1', kind: 'Binding', metadata: { name: pod }, target };
}

/** Returns the status that a kubelet reports for a pod whose containers run and whose probes succeed. */
function toRunningStatus(pod: Pod, address: number): object {
  const now = new Date().toISOString();
  const podIP = `10.200.${Math.floor(address / 250) % 250}.${(address % 250) + 1}`;
  const types = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'];
  return {
    phase: 'Running',
    startTime: now,
    podIP,
    podIPs: [{ ip: podIP }],
    conditions: types.map((type) => ({ type, status: 'True', lastTransitionTime: now })),
    containerStatuses: pod.spec.containers.map(({ name, image = '' }) => ({
      ...{ name, image, imageID: '', ready: true, started: true, restartCount: 0 },
      state: { running: { startedAt: now } },
    })),
  };
}
