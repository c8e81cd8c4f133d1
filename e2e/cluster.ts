import type { KubeObject, Resource } from './kinds';

/** An event of a watch, with the object as it is now or as it was when it was removed. */
export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/**
 * One throw-away namespace of a cluster, as the suite needs it. The real one talks to an API server. The tests of the
 * suite's own logic use one in memory.
 */
export interface Cluster {
  readonly namespace: string;
  /**
   * Applies an object on the server with strict validation: a field that the API does not know is an error.
   *
   * @throws with the server's own message if it refuses the object
   */
  apply(object: KubeObject): Promise<void>;
  /** Removes an object and, in the background, the objects that it owns. A missing object is not an error. */
  remove(object: KubeObject): Promise<void>;
  list<T extends KubeObject>(resource: Resource): Promise<T[]>;
  /**
   * Reports the existing objects of a kind and then every change to them, in the order of the API server, until the
   * returned function is called.
   */
  watch<T extends KubeObject>(resource: Resource, onEvent: (event: WatchEvent<T>) => void): Promise<() => void>;
}
