import { checkRollout } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import type { Cluster, WatchEvent } from '../../e2e/cluster';
import { EndpointWatch } from '../../e2e/endpoint-watch';
import type { KubeObject } from '../../e2e/kinds';
import { observeService } from '../../e2e/observed-service';
import { unsoundness } from '../../e2e/unsound';

/** A namespace in which only the events of a test happen. */
class ToldCluster implements Cluster {
  readonly namespace = 'shop';
  readonly #watches = new Map<string, (event: WatchEvent) => void>();

  apply(): Promise<void> {
    return Promise.resolve();
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }

  list<T extends KubeObject>(): Promise<T[]> {
    return Promise.resolve([]);
  }

  watch<T extends KubeObject>(
    resource: { kind: string },
    onEvent: (event: WatchEvent<T>) => void,
  ): Promise<() => void> {
    this.#watches.set(resource.kind, onEvent as (event: WatchEvent) => void);
    return Promise.resolve(() => this.#watches.delete(resource.kind));
  }

  tell(object: KubeObject, type: WatchEvent['type'] = 'MODIFIED'): void {
    this.#watches.get(object.kind)?.({ type, object });
  }
}

const pod = (name: string, version: string): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: { app: 'web', version, 'pod-template-hash': '5d4f8c7b9' },
      ownerReferences: [{ kind: 'ReplicaSet', name: `web-${version}-5d4f8c7b9` }],
    },
    spec: { containers: [{ name: 'main', image: `web:${version}` }] },
  }) as KubeObject;

const slice = (ready: string[], unready: string[] = []): KubeObject =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-x1', labels: { 'kubernetes.io/service-name': 'web' } },
    endpoints: [
      ...ready.map((name) => ({ targetRef: { kind: 'Pod', name }, conditions: { ready: true } })),
      ...unready.map((name) => ({ targetRef: { kind: 'Pod', name }, conditions: { ready: false } })),
    ],
  }) as KubeObject;

const deployment = (version: string, replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `web-${version}` },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web', version } },
    template: {
      metadata: { labels: { app: 'web', version } },
      spec: { containers: [{ name: 'main', image: `web:${version}` }] },
    },
  },
});
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' } } };

describe("the suite's view of a Service", () => {
  // From 2 + 1 to 1 + 2: at least 2 ready endpoints, and 50 to 75% for v2.
  const state = (v1: number, v2: number): object[] => [deployment('v1', v1), deployment('v2', v2), service];
  const [report] = checkRollout(state(2, 1), state(1, 2)).services;

  async function seenAfter(...moments: [string[], string[]?][]): Promise<string[]> {
    const cluster = new ToldCluster();
    const watch = await EndpointWatch.start(cluster);
    for (const name of ['v1-a', 'v1-b', 'v2-a', 'v2-b']) cluster.tell(pod(name, name.slice(0, 2)), 'ADDED');
    cluster.tell(slice(['v1-a', 'v1-b', 'v2-a']), 'ADDED');
    const mark = watch.mark('web');
    for (const [ready, unready] of moments) cluster.tell(slice(ready, unready));
    return unsoundness(report!, observeService(watch, report!, watch.since(mark, false)));
  }

  it('is as predicted if all pods come before others go', async () => {
    expect(await seenAfter([['v1-a', 'v1-b', 'v2-a', 'v2-b']], [['v1-a', 'v2-a', 'v2-b']])).toEqual([]);
  });

  it('is worse than predicted if one moment is, however short', async () => {
    expect(await seenAfter([['v2-a'], ['v1-a']], [['v1-a', 'v2-a', 'v2-b']])).toEqual([
      'Service web had 1 ready endpoints; predicted were 2 at least',
      'Service web sent v1 0%; predicted were 33.333333333333336 at least',
      'Service web sent v2 100%; predicted were 66.66666666666667 at most',
    ]);
  });
});
