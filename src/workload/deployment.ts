import { type ApiObjectMetadataDefinition, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import { mainContainerProps, secureContainer } from './main-container';
import { leanDeployment } from './lean-manifest';
import type { Mutable } from '../app/mutable';
import { PathlessDeployment, type PathlessProps } from './pathless-deployment';
import { PodMetadata } from './pod-metadata';
import { PodSecurity } from '../app/pod-security';
import { rewritePlainManifest } from './rewrite-manifest';
import { separateFromOtherVersions, topologyConstraints } from './spread-pods';
import type { Track } from '../app/track';
import { trackMetadata } from './track-metadata';
import { addTrackData } from './version-config';
import type { VersionOptions } from '../app/version-options';
import { gracePeriodSeconds, withPreStopHook } from './pre-stop-hook';

const NEVER_BELOW_REPLICAS = kplus.DeploymentStrategy.rollingUpdate({
  maxUnavailable: kplus.PercentOrAbsolute.absolute(0),
});

/**
 * The Deployment of one track: a cdk8s-plus Deployment whose names, labels and selector come only from the track and
 * never from the construct path.
 */
export class TrackDeployment extends PathlessDeployment {
  readonly #track: Track;
  #podMetadata?: PodMetadata;

  constructor(scope: Construct, id: string, app: AppOptions, track: Track) {
    // Create these before the Deployment, because its pods wait for them.
    const data = addTrackData(scope, id, app, track);
    super(scope, id, deploymentProps(app, track));
    this.#track = track;
    this.select(kplus.LabelSelector.of({ labels: { ...track.matchLabels } }));
    for (const container of [mainContainerProps(app, track, data), ...(track.options.sidecars ?? [])]) {
      this.addContainer(container);
    }
    for (const container of track.options.initContainers ?? []) this.addInitContainer(container);
    separateFromOtherVersions(this, app, track);
    rewritePlainManifest(
      this.apiObject,
      () => this._toKube(),
      (manifest) => withPreStopHook(leanDeployment(manifest), track.options),
    );
  }

  /** Returns the pod template as it is written. */
  public get template(): unknown {
    const { spec } = this.apiObject.toJson() as { readonly spec: { readonly template: unknown } };
    return spec.template;
  }

  /** Adds a container, secured like the others, and without default resources and probes. */
  public override addContainer(container: kplus.ContainerProps): kplus.Container {
    return withoutUnasked(super.addContainer(secureContainer(container, this.#track.options.podSecurity)), container);
  }

  /** Adds an init container, secured like the others, and without default resources and probes. */
  public override addInitContainer(container: kplus.ContainerProps): kplus.Container {
    return withoutUnasked(
      super.addInitContainer(secureContainer(container, this.#track.options.podSecurity)),
      container,
    );
  }

  /** Returns the metadata of the pods. */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    const { podLabels, podAnnotations } = this.#track.options;
    this.#podMetadata ??= new PodMetadata(
      this.apiObject,
      { ...podLabels, ...this.#track.matchLabels },
      { ...podAnnotations },
    );
    return this.#podMetadata;
  }

  /**
   * Returns the selector with which the rest of cdk8s-plus (network policies, scheduling, Services) selects these pods.
   */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    const namespace = this.metadata.namespace;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.matchLabels }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /**
   * Returns the target of an autoscaler. Its replicas are left out of the manifest, so cdk8s-plus must not count them
   * as fixed.
   */
  public override toScalingTarget(): kplus.ScalingTarget {
    return { ...super.toScalingTarget(), replicas: undefined };
  }

  /**
   * Returns the spec, with the fields that cdk8s-plus has no options for.
   *
   * @internal
   */
  public override _toKube(): kplus.k8s.DeploymentSpec {
    // Made for this call, so it can be changed.
    const spec: Mutable<kplus.k8s.DeploymentSpec> = super._toKube();
    const pod: Mutable<kplus.k8s.PodSpec> = spec.template.spec!;
    const { priorityClassName, revisionHistoryLimit } = this.#track.options;
    const constraints = topologyConstraints(this.#track);
    if (priorityClassName !== undefined) pod.priorityClassName = priorityClassName;
    if (constraints !== undefined) pod.topologySpreadConstraints = constraints;
    if (revisionHistoryLimit !== undefined) spec.revisionHistoryLimit = revisionHistoryLimit;
    if (this.#isSwitchedOff) spec.replicas = 0;
    return spec;
  }

  /**
   * Reports whether the Deployment has an autoscaler that is switched off until the pods come back. All other replicas
   * are left to the autoscaler.
   *
   * @see
   * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
   */
  get #isSwitchedOff(): boolean {
    return this.#track.autoscaler !== undefined && this.#track.replicas === 0;
  }
}

/**
 * Leaves out the defaults of cdk8s-plus that differ from those of Kubernetes: an `Always` pull policy, and a startup
 * probe on the port. Patches come later, so a user's patch can still set both. A patch of ours would copy the whole
 * manifest.
 */
function withoutUnasked(
  container: kplus.Container,
  { imagePullPolicy, startup }: kplus.ContainerProps,
): kplus.Container {
  const toKube = container._toKube.bind(container);
  const toLeanKube = (): kplus.k8s.Container => {
    const manifest: Mutable<kplus.k8s.Container> = toKube();
    if (imagePullPolicy === undefined) manifest.imagePullPolicy = undefined;
    if (startup === undefined) manifest.startupProbe = undefined;
    return manifest;
  };
  // A named function, see `rewriteManifest`.
  container._toKube = toLeanKube;
  return container;
}

function deploymentProps(app: AppOptions, track: Track): PathlessProps {
  const options = track.options;
  const metadata = trackMetadata(app, track);
  return {
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...options.deploymentLabels },
      annotations: { ...metadata.annotations, ...options.deploymentAnnotations },
    },
    select: false,
    replicas: track.replicas,
    strategy: options.strategy ?? NEVER_BELOW_REPLICAS,
    minReady: options.minReady,
    progressDeadline: options.progressDeadline,
    volumes: options.volumes,
    serviceAccount: options.serviceAccount,
    automountServiceAccountToken: options.automountServiceAccountToken,
    securityContext: {
      ...options.securityContext,
      ensureNonRoot: options.securityContext?.ensureNonRoot ?? options.podSecurity !== PodSecurity.BASELINE,
    },
    dockerRegistryAuth: options.dockerRegistryAuth,
    dns: options.dns,
    hostAliases: options.hostAliases,
    hostNetwork: options.hostNetwork,
    terminationGracePeriod: options.terminationGracePeriod ?? drainedGracePeriod(options),
  };
}

function drainedGracePeriod(options: VersionOptions): Duration | undefined {
  const seconds = gracePeriodSeconds(options);
  return seconds === undefined ? undefined : Duration.seconds(seconds);
}
