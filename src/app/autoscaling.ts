import type * as kplus from 'cdk8s-plus-28';

/**
 * The autoscaling of an app. Every version gets its own HorizontalPodAutoscaler, all with the same metrics, because
 * each pod of each version gets the same share of the connections. `replicas` is the minimum; the Deployments don't
 * state it.
 */
export interface AutoscalingOptions {
  /**
   * The most pods that serve the app: a whole number, `replicas` or more. A canary release splits it like `replicas`,
   * so a version's share is the same at low and at high load. In a blue/green release, each color can grow to it.
   */
  readonly maxReplicas: number;

  /**
   * The metrics and their targets, at least one, such as
   * `kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))`. A percentage of CPU or memory is a
   * percentage of the containers' requests, so each container must have one. A canary release accepts no metric that
   * divides one figure of the whole app by a number of pods (`averageValue` of an object or external metric), because
   * each version would start pods for all.
   */
  readonly metrics: kplus.Metric[];

  /**
   * The speed at which pods are added.
   *
   * @default - the default of Kubernetes
   */
  readonly scaleUp?: kplus.ScalingRules;

  /**
   * The speed at which pods are removed.
   *
   * @default - the default of Kubernetes, after 5 minutes of lower load
   */
  readonly scaleDown?: kplus.ScalingRules;
}
