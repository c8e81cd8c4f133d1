import type { Resource } from '../kinds';
import type { ApiClient } from './api-client';

interface ApiResource {
  readonly name: string;
  readonly kind: string;
}

/** The paths of kinds, as the API server states them, so that no list of kinds here can become outdated. */
export class ResourcePaths {
  readonly #client: ApiClient;
  readonly #resources = new Map<string, Promise<ApiResource[]>>();

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** Returns the path of all objects of a kind in a namespace. */
  async collection({ apiVersion, kind }: Resource, namespace: string): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resources = await this.#of(root);
    // Subresources such as `deployments/scale` are listed beside the resources.
    const resource = resources.find((candidate) => candidate.kind === kind && !candidate.name.includes('/'));
    if (resource === undefined) throw new Error(`the cluster has no ${kind} in ${apiVersion}`);
    return `${root}/namespaces/${namespace}/${resource.name}`;
  }

  async #of(root: string): Promise<ApiResource[]> {
    const known = this.#resources.get(root);
    if (known !== undefined) return known;
    const asked = this.#client.request<{ resources: ApiResource[] }>(root).then(({ resources }) => resources);
    this.#resources.set(root, asked);
    return asked;
  }
}
