import { setTimeout as sleep } from 'node:timers/promises';
import type { WatchEvent } from '../cluster';
import type { KubeObject } from '../kinds';
import type { ApiClient, WatchLine } from './api-client';

type Listed = KubeObject & { readonly metadata: { readonly resourceVersion?: string } };

interface ObjectList {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly resourceVersion: string };
  /** The items. The server leaves out their `apiVersion` and `kind`. */
  readonly items: (Omit<Listed, 'apiVersion' | 'kind'> & Partial<Listed>)[];
}

export async function listObjects(
  client: ApiClient,
  path: string,
): Promise<{ readonly items: KubeObject[]; readonly resourceVersion: string }> {
  const list = await client.request<ObjectList>(path);
  const kind = list.kind.replace(/List$/, '');
  const items = list.items.map((item) => ({ apiVersion: list.apiVersion, kind, ...item }));
  return { items, resourceVersion: list.metadata.resourceVersion };
}

/** The pause before a watch that the server ended is resumed. */
const PAUSE_MILLISECONDS = 50;

/**
 * Reports the objects at a path and then every change to them. A watch that ends is resumed from its last event, so that
 * no change is missed.
 */
export async function follow<T extends KubeObject>(
  client: ApiClient,
  path: string,
  onEvent: (event: WatchEvent<T>) => void,
): Promise<() => void> {
  const stop = new AbortController();
  const { items, resourceVersion } = await listObjects(client, path);
  items.forEach((object) => onEvent({ type: 'ADDED', object: object as T }));
  void keepFollowing(resourceVersion);
  return () => stop.abort();

  async function keepFollowing(since: string): Promise<void> {
    let last = since;
    let failure: Error | undefined;
    const failed = new AbortController();
    const ended = AbortSignal.any([stop.signal, failed.signal]);
    const onLine = ({ type, object }: WatchLine): void => {
      if (ended.aborted) return;
      // The client would swallow an error that is thrown here.
      try {
        if (type === 'ERROR') throw new Error(`the watch of ${path} lost its place: ${JSON.stringify(object)}`);
        last = object.metadata?.resourceVersion ?? last;
        if (type !== 'BOOKMARK') onEvent({ type, object } as unknown as WatchEvent<T>);
      } catch (error) {
        failure = error as Error;
        failed.abort();
      }
    };
    while (!stop.signal.aborted) {
      await client.watch(path, { resourceVersion: last, allowWatchBookmarks: 'true' }, onLine, ended);
      if (failure !== undefined) throw failure;
      if (!stop.signal.aborted) await sleep(PAUSE_MILLISECONDS);
    }
  }
}
