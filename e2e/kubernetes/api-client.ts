/** The parts of a request that differ from a plain `GET`. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** An error response of an API server. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** One line of a watch. */
export interface WatchLine {
  readonly type: string;
  readonly object: { readonly metadata?: { readonly resourceVersion?: string }; readonly code?: number };
}

/** A client of an API server. It sends objects unchanged, so that the server judges every field itself. */
export interface ApiClient {
  /** The server's version: `v1.34.2`. */
  readonly version: string;
  /**
   * Sends a request, and returns the answer of the server.
   *
   * @throws ApiError if the server refuses
   */
  request<T>(path: string, request?: ApiRequest): Promise<T>;
  /** Watches until the server ends the watch or `stopped` is aborted. */
  watch(
    path: string,
    query: Record<string, string>,
    onLine: (line: WatchLine) => void,
    stopped: AbortSignal,
  ): Promise<void>;
}

/** The time to wait for a cluster to answer. */
const CONNECT_MILLISECONDS = 10_000;

/**
 * Connects to the cluster in `KUBECONFIG`.
 *
 * It makes requests one level below the typed methods of `@kubernetes/client-node`, because these drop unknown fields
 * and would leave strict validation nothing to find.
 *
 * @throws if there is no such cluster, or if it does not answer
 */
export async function connect(): Promise<ApiClient> {
  const { KubeConfig, Watch, RequestContext, HttpMethod, createConfiguration } =
    await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromDefault();
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error('the kubeconfig has no current cluster');
  const { httpApi } = createConfiguration();

  const request = async <T>(path: string, options: ApiRequest = {}): Promise<T> => {
    const { method = 'GET', query = {}, body, contentType = 'application/json' } = options;
    const context = new RequestContext(`${cluster.server}${path}`, HttpMethod[method]);
    for (const [name, value] of Object.entries(query)) context.setQueryParam(name, value);
    context.setHeaderParam('Accept', 'application/json');
    if (body !== undefined) {
      context.setHeaderParam('Content-Type', contentType);
      context.setBody(JSON.stringify(body));
    }
    await config.applySecurityAuthentication(context);
    const response = await httpApi.send(context).toPromise();
    const text = await response.body.text();
    if (response.httpStatusCode >= 400) throw new ApiError(response.httpStatusCode, toMessage(text));
    return JSON.parse(text) as T;
  };

  const watch: ApiClient['watch'] = async (path, query, onLine, stopped) => {
    if (stopped.aborted) return;
    await new Promise<void>((done) => {
      const started = new Watch(config).watch(
        path,
        query,
        (_type, _object, line) => onLine(line as WatchLine),
        // The caller resumes an ended watch for any reason, so the reason doesn't matter.
        () => done(),
      );
      void started.then((controller) => stopped.addEventListener('abort', () => controller.abort(), { once: true }));
    });
  };

  const { gitVersion } = await withTimeout(request<{ gitVersion: string }>('/version'));
  return { version: gitVersion, request, watch };
}

function toMessage(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}

async function withTimeout<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new Error(`no answer within ${CONNECT_MILLISECONDS / 1000} seconds`);
    timer = setTimeout(() => reject(error), CONNECT_MILLISECONDS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
