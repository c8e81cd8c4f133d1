import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { DisruptionBudgetOptions } from './disruption-budget';
import type { DrainMethod } from './drain-method';
import type { PodSecurity } from './pod-security';
import type { SpreadOptions } from './spread';
import type { VersionData } from './version-data';

/**
 * The options for a version's pods and Deployment, besides the image.
 *
 * On the app, an option is the default of every version. On one version, it replaces that default for this version
 * only. Maps (labels, annotations, `container.envVariables`) are merged key by key, and so are the options of
 * `container`; a list replaces a list.
 *
 * A change to an option that all versions share restarts the pods of all of them. Put a change that belongs to one
 * version on that version.
 */
export interface VersionOptions {
  /**
   * The options of the container that serves the traffic, as in cdk8s-plus: environment, probes, resources, volume
   * mounts, command, security context. Set its image and the target port of the Service beside it.
   *
   * Unlike in cdk8s-plus, there are no default CPU or memory figures and no default startup probe. There is a TCP
   * readiness probe on the container port unless you set `readiness`, because a Service counts every pod without one as
   * ready as soon as its container runs.
   *
   * @default - the image with a TCP readiness probe
   */
  readonly container?: kplus.ContainerOpts;

  /**
   * Settings that belong to the version: an immutable ConfigMap whose name contains a hash of the data, for the main
   * container of this version only. It exists as long as the version's Deployment. Changed data creates another
   * ConfigMap and changes the pod template, so release it as a new version; the pods of the old version then keep their
   * data.
   *
   * @default - none
   */
  readonly configMap?: VersionData;

  /**
   * The same as `configMap`, as a Secret. Its data is readable in the manifests that you commit. For real secrets,
   * refer to a Secret that another tool creates, with `container.envVariables` or `container.volumeMounts`.
   *
   * @default - none
   */
  readonly secret?: VersionData;

  /**
   * Containers that run beside the one that serves the traffic.
   *
   * @default - none
   */
  readonly sidecars?: kplus.ContainerProps[];

  /**
   * Containers that run to completion before the others start. One with the restart policy *Always* is a native sidecar
   * (Kubernetes 1.29 and later, or 1.28 with the feature gate `SidecarContainers`).
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Volumes of the pods. You don't have to list volumes that a container mounts.
   *
   * @default - the volumes that the containers mount
   */
  readonly volumes?: kplus.Volume[];

  /**
   * The identity of the pods for the Kubernetes API.
   *
   * @default - the namespace's service account `default`
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * Whether the service account's token is mounted into the containers.
   *
   * @default false, as in cdk8s-plus
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * The security of the containers, except for the fields that their security context sets. An image that must run as
   * root needs `PodSecurity.BASELINE`.
   *
   * @default PodSecurity.RESTRICTED
   */
  readonly podSecurity?: PodSecurity;

  /**
   * The security context of the pods. For the container, set `container.securityContext`.
   *
   * @default - as `podSecurity` requires
   */
  readonly securityContext?: kplus.PodSecurityContextProps;

  /**
   * The secret for pulling images from a private registry.
   *
   * @default - none
   */
  readonly dockerRegistryAuth?: kplus.ISecret;

  /**
   * DNS settings of the pods.
   *
   * @default - the cluster's
   */
  readonly dns?: kplus.PodDnsProps;

  /**
   * Lines added to the `/etc/hosts` of the pods.
   *
   * @default - none
   */
  readonly hostAliases?: kplus.HostAlias[];

  /**
   * Whether the pods use the network of their node.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * How long a pod may take to finish its requests after it is told to stop, before it is killed. It includes
   * `drainPeriod`, and must be longer.
   *
   * @default - Duration.seconds(30), plus `drainPeriod`
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * How long the container keeps serving after its pod begins to terminate: 1 second to a day. Until the nodes know
   * that the pod terminates, they send it new connections, so choose a time in which all of them learn of it.
   *
   * @default - the container is told to stop at once
   */
  readonly drainPeriod?: Duration;

  /**
   * The way to keep the container from stopping for `drainPeriod`.
   *
   * @default DrainMethod.SLEEP_COMMAND
   */
  readonly drainMethod?: DrainMethod;

  /**
   * The name of the PriorityClass of the pods. If nodes are full, the scheduler places pods of a higher class first and
   * evicts pods of a lower one for them. Set it for the whole app, so that no version evicts the other.
   *
   * @default - the default class of the cluster
   */
  readonly priorityClassName?: string;

  /**
   * How many pods of the version may be evicted at a time. The version gets its own PodDisruptionBudget while it has
   * pods.
   *
   * @default - none
   */
  readonly disruptionBudget?: DisruptionBudgetOptions;

  /**
   * The spreading of the version's pods over nodes and zones, and away from other versions.
   *
   * @default - up to the cluster
   */
  readonly spread?: SpreadOptions;

  /**
   * Labels of the pods besides the app and the version label. They never become part of a selector.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Labels of the Deployment itself. Changing them restarts nothing.
   *
   * @default - the app and the version label
   */
  readonly deploymentLabels?: { [key: string]: string };

  /**
   * Annotations of the Deployment itself. Changing them restarts nothing.
   *
   * @default - none
   */
  readonly deploymentAnnotations?: { [key: string]: string };

  /**
   * The way in which the Deployment replaces its own pods when its pod template changes. A release through a second
   * Deployment never does that; a change of configuration does.
   *
   * @default - a rolling update that never drops below the replicas: maxUnavailable 0, maxSurge 25%
   */
  readonly strategy?: kplus.DeploymentStrategy;

  /**
   * How long a new pod must be ready before it counts as available.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How long the Deployment may make no progress before it is reported as failed. It must be longer than `minReady`.
   *
   * @default Duration.seconds(600)
   */
  readonly progressDeadline?: Duration;

  /**
   * How many old ReplicaSets are kept for `kubectl rollout undo`. A whole number, 0 or more.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;
}
