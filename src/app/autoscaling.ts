import type * as kplus from 'cdk8s-plus-28';

/**
 * How many pods run at what load. Every version gets a HorizontalPodAutoscaler of its own, all with the same metrics, since
 * the pods of all versions get the same share of the connections each. `replicas` is the fewest pods that they leave; the
 * Deployments do not state it.
 */
export interface AutoscalingOptions {
  /**
   * The most pods that serve the app: a whole number, `replicas` or more. A canary release splits it like `replicas`, so that
   * a version's share is the same at low and at high load; each color of a blue/green release has it to itself.
   */
  readonly maxReplicas: number;

  /**
   * What is measured, and what it is held at: at least one metric, such as
   * `kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))`. A percentage of CPU or memory is one of what the
   * containers request, so that each of them must request it. A canary release takes none that divides one figure of
   * the whole app by a number of pods (`averageValue` of an object or external metric): each version would start pods for all.
   */
  readonly metrics: kplus.Metric[];

  /**
   * How fast pods are added.
   *
   * @default - as Kubernetes does it
   */
  readonly scaleUp?: kplus.ScalingRules;

  /**
   * How fast pods are taken away.
   *
   * @default - as Kubernetes does it, after 5 minutes of less load
   */
  readonly scaleDown?: kplus.ScalingRules;
}
