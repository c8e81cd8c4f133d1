import type { Cluster } from '../cluster';
import type { KubeObject, Resource } from '../kinds';
import { type ApiClient, ApiError } from './api-client';
import { follow, listObjects } from './follow';
import { ResourcePaths } from './resource-paths';

/** The field manager of the fields that the suite applies. */
const FIELD_MANAGER = 'cdk8s-rollouts-e2e';

const APPLY = { fieldManager: FIELD_MANAGER, force: 'true', fieldValidation: 'Strict' };

/** A function that changes a manifest before it is applied, for example to name the scheduler of its pods. */
export type Adaptation = (object: KubeObject) => KubeObject;

/** A namespace of a real cluster. */
export class KubernetesCluster implements Cluster {
  readonly namespace: string;
  readonly #client: ApiClient;
  readonly #paths: ResourcePaths;
  readonly #adapt: Adaptation;

  constructor(client: ApiClient, namespace: string, adapt: Adaptation) {
    this.#client = client;
    this.#paths = new ResourcePaths(client);
    this.#adapt = adapt;
    this.namespace = namespace;
  }

  async apply(object: KubeObject): Promise<void> {
    const path = await this.#pathOf(object);
    const send = async (body: KubeObject, query: Record<string, string>): Promise<unknown> =>
      this.#client.request(path, { method: 'PATCH', query, body, contentType: 'application/apply-patch+yaml' });
    // The server first validates the manifest as it is committed, and then gets it as this cluster needs it.
    await send(object, { ...APPLY, dryRun: 'All' });
    await send(this.#adapt(object), APPLY);
  }

  async remove(object: KubeObject): Promise<void> {
    const path = await this.#pathOf(object);
    const query = { propagationPolicy: 'Background' };
    await this.#client.request(path, { method: 'DELETE', query }).catch(ignoreMissing);
  }

  async list<T extends KubeObject>(resource: Resource): Promise<T[]> {
    const { items } = await listObjects(this.#client, await this.#paths.collection(resource, this.namespace));
    return items as T[];
  }

  watch: Cluster['watch'] = async (resource, onEvent) =>
    follow(this.#client, await this.#paths.collection(resource, this.namespace), onEvent);

  async #pathOf(object: KubeObject): Promise<string> {
    return `${await this.#paths.collection(object, this.namespace)}/${object.metadata.name}`;
  }
}

/** Ignores the error for a missing object, and throws any other. */
export function ignoreMissing(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 404) throw error;
}
