/** The strictness with which pods are kept apart. */
export enum Spreading {
  /** A pod that would violate it stays pending. */
  REQUIRED = 'required',
  /** The scheduler tries, and places the pod anyway. */
  PREFERRED = 'preferred',
}

/** The spreading of the pods of a version, among each other and from other versions. Only its own pods are counted. */
export interface SpreadOptions {
  /**
   * Over the nodes: no node has more than one pod more than another.
   *
   * @default - up to the cluster
   */
  readonly nodes?: Spreading;

  /**
   * Over the zones: no zone has more than one pod more than another.
   *
   * @default - up to the cluster
   */
  readonly zones?: Spreading;

  /**
   * Away from the nodes of the app's other versions, so that a version that starves its node of memory hurts only
   * itself. If it is required, the cluster needs nodes for both.
   *
   * @default - versions share nodes
   */
  readonly awayFromOtherVersions?: Spreading;
}
