import type * as kplus from 'cdk8s-plus-28';
import type { AutoscalingOptions } from './autoscaling';
import type { ServiceExposure } from './service-exposure';
import type { VersionOptions } from './version-options';

/** An additional port of the app, besides `port`. */
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
   * The port that every node opens for this one, if the Service's type is NodePort or LoadBalancer.
   *
   * @default - Kubernetes picks one if the type needs it
   */
  readonly nodePort?: number;
}

/** The options of an app that are independent of its release: all but the number of pods. */
export interface AppBaseOptions extends VersionOptions, ServiceExposure {
  /**
   * The name of the app, from which the names of all its resources are derived. A DNS label: lower-case letters, digits
   * and `-`, at most 63 characters including the longest suffix. Nothing is derived from the construct's id or path, so
   * moving a construct renames nothing.
   */
  readonly name: string;

  /**
   * The autoscaling of the app.
   *
   * @default - the number of pods stays at `replicas`
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
   * The name of the Service's port. Kubernetes requires one as soon as a Service has several ports. The port of the
   * container gets no name.
   *
   * @default - none, or `main` if there are `extraPorts`
   */
  readonly portName?: string;

  /**
   * The protocol of the port.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: kplus.Protocol;

  /**
   * The port that every node opens for `port`, if the Service's type is NodePort or LoadBalancer.
   *
   * @default - Kubernetes picks one if the type needs it
   */
  readonly nodePort?: number;

  /**
   * Additional ports of the app, for example for its metrics.
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
   * The type of the Service, which decides who can reach it.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly serviceType?: kplus.ServiceType;

  /**
   * The name of the Service. Set it to adopt a Service that already runs.
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
   * Whether Deployments and Services get the labels that Kubernetes recommends (`app.kubernetes.io/name`, `instance`,
   * `version` with the tag of the image, `managed-by`). Selectors and pods don't get them, so they may change without a
   * restart.
   *
   * @default false
   */
  readonly recommendedLabels?: boolean;

  /**
   * Whether all resources get Argo CD sync waves, so that one commit can promote a version. The order is: the settings
   * of a version, the Deployment that will serve, its smoke test, the Service that users reach, and last the Deployment
   * that no longer serves. Each waits until the one before is healthy. Pods are not changed.
   *
   * @default false
   */
  readonly syncWaves?: boolean;

  /**
   * The key of the label that all pods of the app have, with the app's name as its value. Selectors contain it, and a
   * Deployment's selector can't be changed later.
   *
   * @default app
   */
  readonly appLabel?: string;

  /**
   * The key of the label that distinguishes versions or colors. Selectors contain it, and a Deployment's selector can't
   * be changed later.
   *
   * @default version
   */
  readonly versionLabel?: string;
}

/** The options that `BlueGreenApp` and `CanaryApp` share. */
export interface AppOptions extends AppBaseOptions {
  /**
   * The number of pods that the app needs to carry its load: a whole number, 0 or more. With `autoscaling`, the
   * minimum, 1 or more.
   */
  readonly replicas: number;
}
