import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Cluster } from './cluster';
import { EndpointWatch } from './endpoint-watch';
import { type ApiClient, connect } from './kubernetes/api-client';
import { ignoreMissing, KubernetesCluster } from './kubernetes/kubernetes-cluster';
import { SimulatedNode } from './kubernetes/simulated-node';
import { Random } from './random';
import { readSettings, type Settings } from './settings';

/** A function that gives a test its own namespace, watches it from the start, and removes it afterwards. */
export type WithNamespace = (use: (cluster: Cluster, watch: EndpointWatch) => Promise<void>) => Promise<void>;

/** Defines tests that need a cluster. Without one, they are skipped, with the reason in their name. */
export function describeOnCluster(
  name: string,
  tests: (withNamespace: WithNamespace, settings: Settings) => void,
): void {
  const settings = readSettings(process.env, process.version);
  const reason = inject('skipReason');
  if (reason !== '') {
    describe.skip(`${name} (skipped: ${reason})`, () => tests(() => Promise.reject(new Error(reason)), settings));
    return;
  }
  describe(name, () => {
    let client: ApiClient;
    let node: SimulatedNode | undefined;
    beforeAll(async () => {
      client = await connect();
      if (settings.simulateNode) node = await SimulatedNode.join(client, uniqueName(), new Random(settings.seed));
    });
    afterAll(async () => node?.leave());
    tests(async (use) => withNamespace(client, node, use), settings);
  });
}

async function withNamespace(
  client: ApiClient,
  node: SimulatedNode | undefined,
  use: Parameters<WithNamespace>[0],
): Promise<void> {
  const name = uniqueName();
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await client.request('/api/v1/namespaces', { method: 'POST', body });
  let watch: EndpointWatch | undefined;
  try {
    await node?.serve(name);
    const cluster = new KubernetesCluster(client, name, node?.adapt ?? ((object) => object));
    watch = await EndpointWatch.start(cluster);
    await use(cluster, watch);
  } finally {
    watch?.stop();
    // Kubernetes removes its contents in the background.
    await client.request(`/api/v1/namespaces/${name}`, { method: 'DELETE' }).catch(ignoreMissing);
  }
}

function uniqueName(): string {
  return `cdk8s-rollouts-e2e-${Date.now().toString(36)}-${Math.floor(Math.random() * 36 ** 4).toString(36)}`;
}
