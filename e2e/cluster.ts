import type { KubeObject, Resource } from './kinds';

/** What a watch tells: an object as it now is, or as it was when it was removed. */
export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/**
 * One throw-away namespace of a cluster, as the suite needs it. The real one talks to an API server; the tests of the suite's
 * own logic use one that lives in memory.
 */
export interface Cluster {
  readonly namespace: string;
  /**
   * Server-side apply with strict validation: a field that the API does not know is an error.
   *
   * @throws with the server's own words, when it refuses the object
   */
  apply(object: KubeObject): Promise<void>;
  /** Removes an object and, in the background, what it owns. One that is gone already is no error. */
  remove(object: KubeObject): Promise<void>;
  list<T extends KubeObject>(resource: Resource): Promise<T[]>;
  /**
   * Tells every change of the objects of a kind, in the order in which the API server made them, beginning with those that are
   * there, until the returned function is called.
   */
  watch<T extends KubeObject>(resource: Resource, onEvent: (event: WatchEvent<T>) => void): Promise<() => void>;
}
