import * as kplus from 'cdk8s-plus-28';
import { DURATION, instanceOf, maxReplicas, oneOf } from '../validate/checks';
import type { Problem } from '../validate/problem';
import { type Check, isObject, listOf, objectOf, options, UNCHECKED } from '../validate/shape';

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

/** The options of an app that decide how many pods run. */
interface ScaledApp {
  readonly replicas: number;
  readonly autoscaling?: AutoscalingOptions;
}

/** The options of a version whose requests are measured. */
interface ScaledOptions {
  readonly container?: kplus.ContainerOpts;
  readonly sidecars?: kplus.ContainerProps[];
}

const METRIC = instanceOf('Metric', 'Metric.resourceCpu(MetricTarget.averageUtilization(60))');

const METRICS: Check = (prop, metrics) => {
  if (Array.isArray(metrics) && metrics.length > 0) return listOf(METRIC)(prop, metrics);
  const fix = 'pass, for example, [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))]';
  return [{ prop, received: metrics, expected: 'a list of at least one cdk8s-plus Metric', fix }];
};

const SCALING_RULES = objectOf<kplus.ScalingRules>({
  policies: listOf(
    objectOf<kplus.ScalingPolicy>({ duration: DURATION, replicas: instanceOf('Replicas', 'Replicas.percent(50)') }, [
      'replicas',
    ]),
  ),
  stabilizationWindow: DURATION,
  strategy: oneOf(kplus.ScalingStrategy, 'ScalingStrategy'),
});

/** A check of the autoscaling of an app, as far as it doesn't depend on the replicas. */
export const AUTOSCALING = options<AutoscalingOptions>(
  { maxReplicas: UNCHECKED, metrics: METRICS, scaleUp: SCALING_RULES, scaleDown: SCALING_RULES },
  ['metrics'],
  'an object',
  'pass { maxReplicas, metrics }',
  // Users of cdk8s-plus look for minReplicas, but here, replicas is the minimum.
  (name) => (name === 'minReplicas' ? 'set replicas instead, which is the minimum of the autoscalers' : undefined),
);

/** Reports a minimum and a maximum that no autoscaler accepts. */
export function scaledReplicasProblems({ replicas, autoscaling }: ScaledApp): Problem[] {
  if (!isObject(autoscaling)) return [];
  const fix = 'set replicas: 1, or remove autoscaling';
  const expected = '1 or more with autoscaling, because an autoscaler keeps at least one pod';
  return [
    ...(replicas === 0 ? [{ prop: 'replicas', received: 0, expected, fix }] : []),
    ...maxReplicas('replicas', replicas)('autoscaling.maxReplicas', autoscaling.maxReplicas),
  ];
}

/** Reports the autoscaling of a version if the app has none. */
export function unscaledAppProblems(
  prop: string,
  autoscaling: AutoscalingOptions | undefined,
  autoscaled: boolean | undefined,
): Problem[] {
  if (autoscaled === undefined || autoscaling !== undefined) return [];
  const fix = 'set autoscaling: { maxReplicas, metrics }, or remove it';
  return [{ prop: `${prop}.autoscaled`, received: autoscaled, expected: 'no value without autoscaling', fix }];
}

/** Reports containers of a version that request no resources, if a metric is a percentage of their requests. */
export function utilizationProblems(
  prop: string,
  metrics: readonly kplus.Metric[],
  { container, sidecars = [] }: ScaledOptions,
): Problem[] {
  const containers = [
    { name: 'main', ...container, path: `${prop}.container` },
    ...sidecars.map((sidecar, index) => ({ ...sidecar, path: `${prop}.sidecars[${index}]` })),
  ];
  return metrics.flatMap((metric) => {
    const measured = utilizationOf(metric);
    if (measured === undefined) return [];
    return containers
      .filter(({ name }) => measured.container === undefined || measured.container === name)
      .filter(({ resources }) => !requests(resources, measured.resource))
      .map(({ path }) => ({
        prop: `${path}.resources.${measured.resource}.request`,
        received: undefined,
        expected: `an amount, because a metric in autoscaling.metrics is a percentage of the requested ${measured.resource}`,
        fix: 'state the amount that the container needs, or use a metric with an average value',
      }));
  });
}

interface MeasuredResource {
  readonly resource: string;
  /** The container, if only one is measured. */
  readonly container?: string;
}

function utilizationOf(metric: kplus.Metric): MeasuredResource | undefined {
  const { resource, containerResource } = metric._toKube();
  const measured = resource ?? containerResource;
  if (measured?.target.averageUtilization === undefined) return undefined;
  return { resource: measured.name, container: containerResource?.container };
}

/** Reports whether a container requests a resource. In Kubernetes, a limit counts as the request if none is stated. */
function requests(resources: kplus.ContainerResources | undefined, resource: string): boolean {
  if (resource === 'cpu') return (resources?.cpu?.request ?? resources?.cpu?.limit) !== undefined;
  if (resource === 'memory') return (resources?.memory?.request ?? resources?.memory?.limit) !== undefined;
  return true;
}

/** Reports metrics with which each version would start the pods that the whole app needs. */
export function wholeAppMetricProblems({ autoscaling }: ScaledApp): Problem[] {
  const metrics: unknown = autoscaling?.metrics;
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((metric: kplus.Metric, index) => {
    if (METRIC('', metric).length > 0) return [];
    const { external, object } = metric._toKube();
    if ((external ?? object)?.target.averageValue === undefined) return [];
    const prop = `autoscaling.metrics[${index}]`;
    const expected = 'a metric per pod, because with this one, each version would start pods for the whole load';
    const fix = 'use a metric of the pods, or MetricTarget.value, which applies to all versions alike';
    return [{ prop, received: `${metric.type} with an average value`, expected, fix }];
  });
}
