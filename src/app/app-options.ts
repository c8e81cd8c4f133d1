import type * as kplus from 'cdk8s-plus-28';
import type { AutoscalingOptions } from './autoscaling';
import type { ServiceExposure } from './service-exposure';
import type { VersionOptions } from './version-options';

/** One more port that the app serves, besides `port`. */
export interface AppPort {
  /** The port's name, on the Service and on the container: at most 15 lower-case letters, digits and `-`. */
  readonly name: string;

  /** The port of the Service, 1 to 65535. */
  readonly port: number;

  /**
   * The port of the container, 1 to 65535.
   *
   * @default - the same as `port`
   */
  readonly containerPort?: number;

  /**
   * The protocol of the port.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: kplus.Protocol;

  /**
   * The port that every node opens for this one, where the Service's type is NodePort or LoadBalancer.
   *
   * @default - Kubernetes picks one if the type needs it
   */
  readonly nodePort?: number;
}

/** The options of an app that stay the same whatever its release says: all but the number of pods. */
export interface AppBaseOptions extends VersionOptions, ServiceExposure {
  /**
   * The name of the app, from which the names of all its resources are made. A DNS label: lower-case letters, digits
   * and `-`, at most 63 characters with the longest suffix that is added to it. Nothing is derived from the construct's
   * id or path, so moving a construct renames nothing.
   */
  readonly name: string;

  /**
   * How the number of pods follows the load.
   *
   * @default - it stays at `replicas`
   */
  readonly autoscaling?: AutoscalingOptions;

  /** The port of the Service, 1 to 65535. */
  readonly port: number;

  /**
   * The port on which the container listens, 1 to 65535.
   *
   * @default - the same as `port`
   */
  readonly containerPort?: number;

  /**
   * The name of the port. Kubernetes requires one as soon as a Service has several ports.
   *
   * @default - none, or `main` where there are `extraPorts`
   */
  readonly portName?: string;

  /**
   * The protocol of the port.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: kplus.Protocol;

  /**
   * The port that every node opens for `port`, where the Service's type is NodePort or LoadBalancer.
   *
   * @default - Kubernetes picks one if the type needs it
   */
  readonly nodePort?: number;

  /**
   * More ports that the app serves, for example its metrics.
   *
   * @default - none
   */
  readonly extraPorts?: AppPort[];

  /**
   * The namespace of all resources.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * How the Service can be reached.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly serviceType?: kplus.ServiceType;

  /**
   * The name of the Service. Pin it to take over a Service that already runs.
   *
   * @default - `<name>-service`
   */
  readonly serviceName?: string;

  /**
   * Labels of the Service.
   *
   * @default - the app label
   */
  readonly serviceLabels?: { [key: string]: string };

  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [key: string]: string };

  /**
   * Whether Deployments and Services carry the labels that Kubernetes recommends (`app.kubernetes.io/name`, `instance`,
   * `version` with the tag of the image, `managed-by`). Selectors and pods don't, so they may change without a restart.
   *
   * @default false
   */
  readonly recommendedLabels?: boolean;

  /**
   * Whether all that is made carries Argo CD sync waves, so that one commit can promote a version: the settings of a version come
   * first, then the Deployment that is to serve, its smoke test, the Service that users reach, and last the Deployment that serves
   * no more. Each waits until the one before is healthy. Pods carry nothing of it.
   *
   * @default false
   */
  readonly syncWaves?: boolean;

  /**
   * The key of the label that all pods of the app carry, with the app's name as its value. Selectors are made of it, and
   * a Deployment's selector can't be changed later.
   *
   * @default app
   */
  readonly appLabel?: string;

  /**
   * The key of the label that tells versions (or colors) apart. Selectors are made of it, and a Deployment's selector
   * can't be changed later.
   *
   * @default version
   */
  readonly versionLabel?: string;
}

/** The options that `BlueGreenApp` and `CanaryApp` have in common. */
export interface AppOptions extends AppBaseOptions {
  /**
   * The number of pods that the app needs to carry its load: a whole number, 0 or more. With `autoscaling`, the fewest that
   * it keeps, 1 or more.
   */
  readonly replicas: number;
}
