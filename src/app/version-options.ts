import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { DisruptionBudgetOptions } from './disruption-budget';
import type { DrainMethod } from './drain';
import type { PodSecurity } from './pod-security';
import type { SpreadOptions } from './spread';
import type { VersionData } from './version-data';

/**
 * What a version's pods and Deployment are made of, besides the image.
 *
 * Given for the app, it is the default of every version; given for one version, it replaces that default for this
 * version alone. Maps (labels, annotations, `container.envVariables`) are merged key by key, and so are the options of
 * `container`; a list replaces a list.
 *
 * A change to what all versions share restarts the pods of all of them: put a change that belongs to one version on
 * that version.
 */
export interface VersionOptions {
  /**
   * The options of the container that serves the traffic, as in cdk8s-plus: environment, probes, resources, volume
   * mounts, command, security context. Its image, and the port that the Service sends traffic to, are given beside it.
   *
   * Unlike in cdk8s-plus, no CPU or memory figures are made up, no startup probe is added, and a TCP readiness probe on
   * the container port is there unless `readiness` is given: a Service counts every pod without one as ready as soon
   * as its container runs.
   *
   * @default - the image with a TCP readiness probe
   */
  readonly container?: kplus.ContainerOpts;

  /**
   * Settings that belong to the version: an immutable ConfigMap whose name holds a hash of the data, for the main container of
   * this version alone. It is there as long as the version's Deployment is. Other data are another ConfigMap, and so another pod
   * template: give them to a new version, and the pods of the old one keep theirs.
   *
   * @default - none
   */
  readonly configMap?: VersionData;

  /**
   * The same as `configMap`, as a Secret. Its data stand readable in the manifests that you commit: for what must not stand there,
   * refer to a Secret that comes from elsewhere, by `container.envVariables` or `container.volumeMounts`.
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
   * Containers that run to their end before the others start; one with the restart policy *Always* is a native sidecar
   * (Kubernetes 1.29 and later, or 1.28 with the feature gate `SidecarContainers`).
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * Volumes of the pods. A volume that a container mounts need not be listed.
   *
   * @default - the volumes that the containers mount
   */
  readonly volumes?: kplus.Volume[];

  /**
   * The identity that the pods have towards the Kubernetes API.
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
   * How tightly the containers are secured where their security context does not say. An image that must run as root
   * takes `PodSecurity.BASELINE`.
   *
   * @default PodSecurity.RESTRICTED
   */
  readonly podSecurity?: PodSecurity;

  /**
   * The security context of the pods; the one of the container is `container.securityContext`.
   *
   * @default - what `podSecurity` asks for
   */
  readonly securityContext?: kplus.PodSecurityContextProps;

  /**
   * The secret with which images are pulled from a private registry.
   *
   * @default - images are pulled without one
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
   * How long a pod that was told to stop may take to finish its requests before it is killed. It includes `drainSeconds`,
   * and must be longer.
   *
   * @default Duration.seconds(30), on top of `drainSeconds` where they are given
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * How long the container goes on serving once its pod begins to end, in whole seconds, 1 or more: until no node sends it
   * new connections any more. Kubernetes tells the container to stop and the nodes to send it nothing at the same time.
   *
   * @default - the container is told to stop at once
   */
  readonly drainSeconds?: number;

  /**
   * How the container is kept from stopping for `drainSeconds`.
   *
   * @default DrainMethod.SLEEP_COMMAND
   */
  readonly drainMethod?: DrainMethod;

  /**
   * How many pods of the version may be evicted at a time, as a PodDisruptionBudget of its own. It is there while the version
   * has pods.
   *
   * @default - there is none
   */
  readonly disruptionBudget?: DisruptionBudgetOptions;

  /**
   * How the pods of the version are kept apart, over nodes and zones, and from other versions.
   *
   * @default - as the cluster does it
   */
  readonly spread?: SpreadOptions;

  /**
   * Labels that the pods carry besides the app and the version label. They never enter a selector.
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
   * How the Deployment replaces its own pods when its pod template changes. A release through a second Deployment never
   * does that; a change of configuration does.
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
