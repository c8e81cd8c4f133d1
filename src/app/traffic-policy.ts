/** The pods that a node sends the traffic of a Service to. */
export enum TrafficPolicy {
  /** All ready pods, on any node. */
  CLUSTER = 'Cluster',
  /**
   * Only the ready pods of the node itself. A version's share is then its share of the pods of that node, and if the
   * node has none, the connection fails.
   */
  LOCAL = 'Local',
}
