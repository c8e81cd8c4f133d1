import * as kplus from 'cdk8s-plus-28';
import type { AppOptions } from './app-options';
import type { AutoscalingOptions } from './autoscaling';
import type { Problem } from '../validate/problem';
import type { Track } from './track';
import {
  found,
  isObject,
  isWholeNumber,
  maxReplicasProblem,
  unknownOptionProblems,
  MAX_PODS,
  DURATION,
  objectOf,
  listOf,
  oneOf,
  instanceOf,
  fieldProblems,
} from '../validate/shape';

const AUTOSCALING_OPTIONS: Record<keyof AutoscalingOptions, true> = {
  maxReplicas: true,
  metrics: true,
  scaleDown: true,
  scaleUp: true,
};

const METRIC = instanceOf('Metric', 'Metric.resourceCpu(MetricTarget.averageUtilization(60))');

const SCALING_RULES = objectOf({
  policies: listOf(
    objectOf({ duration: DURATION, replicas: instanceOf('Replicas', 'Replicas.percent(50)') }, ['replicas']),
  ),
  stabilizationWindow: DURATION,
  strategy: oneOf(kplus.ScalingStrategy),
});

/** The kinds of values that cdk8s-plus doesn't check. */
const KINDS = { scaleDown: SCALING_RULES, scaleUp: SCALING_RULES };

/** Returns the problems of the app's autoscaling, as far as they don't depend on its versions. */
export function autoscalingProblems({ replicas, autoscaling }: AppOptions): Problem[] {
  const given: unknown = autoscaling;
  if (given === undefined) return [];
  if (!isObject(given)) {
    const fix = 'give { maxReplicas, metrics }';
    return [{ prop: 'autoscaling', received: given, expected: 'an object', fix }];
  }
  const { minReplicas, ...options } = given;
  return [
    ...unknownOptionProblems('autoscaling.', options, AUTOSCALING_OPTIONS),
    ...minReplicasProblems(minReplicas),
    ...(replicas === 0 ? [noReplicasProblem()] : []),
    ...found(maxReplicasProblem('autoscaling.maxReplicas', options.maxReplicas, 'replicas', replicas)),
    ...metricsProblems(options.metrics),
    ...fieldProblems('autoscaling.', options, KINDS),
  ];
}

/** Returns the problem of a `minReplicas`, because the minimum is called `replicas`. */
function minReplicasProblems(minReplicas: unknown): Problem[] {
  if (minReplicas === undefined) return [];
  const expected = 'nothing, since replicas is the fewest pods that the autoscalers leave';
  const fix = `set replicas: ${isWholeNumber(minReplicas, 1, MAX_PODS) ? minReplicas : 1}, and remove it`;
  return [{ prop: 'autoscaling.minReplicas', received: minReplicas, expected, fix }];
}

function noReplicasProblem(): Problem {
  const fix = 'set replicas: 1, or remove autoscaling';
  return { prop: 'replicas', received: 0, expected: '1 or more where autoscalers decide, which never go below', fix };
}

function metricsProblems(metrics: unknown): Problem[] {
  if (Array.isArray(metrics) && metrics.length > 0) return listOf(METRIC)('autoscaling.metrics', metrics);
  const fix = 'give [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))] or others';
  return [
    { prop: 'autoscaling.metrics', received: metrics, expected: 'a list of at least one cdk8s-plus Metric', fix },
  ];
}

/** Returns the problems of a version's autoscaling if the app has none. */
export function unscaledAppProblems(prop: string, { autoscaling }: AppOptions, { autoscaled }: Track): Problem[] {
  if (autoscaled === undefined || autoscaling !== undefined) return [];
  const fix = 'give autoscaling: { maxReplicas, metrics }, or remove it';
  return [{ prop: `${prop}.autoscaled`, received: autoscaled, expected: 'nothing without autoscaling', fix }];
}

/** Returns the problems of containers that request no resources, if a metric is a percentage of their requests. */
export function utilizationProblems(prop: string, app: AppOptions, { autoscaler, options }: Track): Problem[] {
  if (autoscaler === undefined) return [];
  const { container, sidecars = [] } = options;
  const containers = [
    { name: 'main', ...container, path: `${prop}.container` },
    ...sidecars.map((sidecar, index) => ({ ...sidecar, path: `${prop}.sidecars[${index}]` })),
  ];
  return (app.autoscaling?.metrics ?? []).flatMap((metric) => {
    const measured = utilizationOf(metric);
    if (measured === undefined) return [];
    return containers
      .filter(({ name }) => measured.container === undefined || measured.container === name)
      .filter(({ resources }) => !requests(resources, measured.resource))
      .map(({ path }) => ({
        prop: `${path}.resources.${measured.resource}.request`,
        received: undefined,
        expected: `an amount, since autoscaling.metrics holds ${measured.resource} at a percentage of it`,
        fix: 'state what the container needs, or use a metric with an average value',
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

/** Returns the problems of metrics with which each version would start the pods that the whole app needs. */
export function wholeAppMetricProblems({ autoscaling }: AppOptions): Problem[] {
  const metrics: unknown = autoscaling?.metrics;
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((metric: kplus.Metric, index) => {
    if (METRIC('metric', metric).length > 0) return [];
    const { external, object } = metric._toKube();
    if ((external ?? object)?.target.averageValue === undefined) return [];
    const prop = `autoscaling.metrics[${index}]`;
    const expected = 'one that is measured pod by pod, as each version would start the pods for the load of all';
    const fix = 'use a metric of the pods, or MetricTarget.value, which the pods of all versions meet alike';
    return [{ prop, received: `${metric.type} with an average value`, expected, fix }];
  });
}
