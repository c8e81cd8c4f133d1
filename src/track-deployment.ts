import { ApiObjectMetadataDefinition, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from './app-options';
import { mainContainerProps, otherContainerProps } from './container-props';
import { leanDeployment, renderLean, type UnaskedFields } from './lean-manifest';
import { PodSecurity } from './pod-security';
import type { Track } from './track';
import type { VersionOptions } from './version-options';

/** What cdk8s-plus calls a container that has no name. */
const DEFAULT_CONTAINER_NAME = 'main';

/**
 * The Deployment of one track: a cdk8s-plus Deployment whose names, labels and selector come from the track alone, never
 * from the construct path.
 */
export class TrackDeployment extends kplus.Deployment {
  readonly #track: Track;
  #podMetadata?: ApiObjectMetadataDefinition;

  constructor(scope: Construct, id: string, app: AppOptions, track: Track) {
    super(scope, id, deploymentProps(app, track));
    this.#track = track;
    this.select(kplus.LabelSelector.of({ labels: { ...track.matchLabels } }));
    this.#limitRevisions();
    renderLean(this.apiObject, (manifest) => leanDeployment(manifest, unaskedFields(track.options)));
  }

  /**
   * The metadata of the pods. cdk8s-plus would add a label made from the construct path, with which a moved construct
   * restarts its pods.
   */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    this.#podMetadata ??= new ApiObjectMetadataDefinition({
      labels: { ...this.#track.options.podLabels, ...this.#track.matchLabels },
      annotations: { ...this.#track.options.podAnnotations },
      apiObject: this.apiObject,
    });
    return this.#podMetadata;
  }

  /** How the rest of cdk8s-plus (network policies, scheduling, Services) selects these pods. */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    const namespace = this.metadata.namespace;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.matchLabels }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  #limitRevisions(): void {
    const limit = this.#track.options.revisionHistoryLimit;
    if (limit === undefined) return;
    this.apiObject.addJsonPatch(JsonPatch.add('/spec/revisionHistoryLimit', limit));
  }
}

function deploymentProps(app: AppOptions, track: Track): kplus.DeploymentProps {
  const options = track.options;
  const others = (containers: kplus.ContainerProps[] = []): kplus.ContainerProps[] =>
    containers.map((container) => otherContainerProps(container, options.podSecurity));
  return {
    metadata: {
      name: track.deploymentName,
      namespace: app.namespace,
      labels: { ...track.matchLabels, ...options.deploymentLabels },
      annotations: options.deploymentAnnotations,
    },
    select: false,
    replicas: track.replicas,
    strategy: options.strategy ?? neverBelowReplicas(),
    minReady: options.minReady,
    progressDeadline: options.progressDeadline,
    containers: [mainContainerProps(app, track), ...others(options.sidecars)],
    initContainers: others(options.initContainers),
    volumes: options.volumes,
    serviceAccount: options.serviceAccount,
    automountServiceAccountToken: options.automountServiceAccountToken,
    securityContext: {
      ensureNonRoot: options.podSecurity !== PodSecurity.BASELINE,
      ...options.securityContext,
    },
    dockerRegistryAuth: options.dockerRegistryAuth,
    dns: options.dns,
    hostAliases: options.hostAliases,
    hostNetwork: options.hostNetwork,
    terminationGracePeriod: options.terminationGracePeriod,
  };
}

function neverBelowReplicas(): kplus.DeploymentStrategy {
  return kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) });
}

/** The fields that cdk8s-plus fills in unasked, by container: an always pull policy, and a startup probe on the port. */
function unaskedFields(options: VersionOptions): UnaskedFields {
  const containers: [string | undefined, Partial<kplus.ContainerOpts>][] = [
    [options.container?.name, options.container ?? {}],
    ...(options.sidecars ?? []).map((sidecar): [string | undefined, kplus.ContainerProps] => [sidecar.name, sidecar]),
    ...(options.initContainers ?? []).map((init, index): [string, kplus.ContainerProps] => [
      init.name ?? `init-${index}`,
      init,
    ]),
  ];
  return new Map(
    containers.map(([name = DEFAULT_CONTAINER_NAME, given]) => [
      name,
      [
        ...(given.imagePullPolicy === undefined ? ['imagePullPolicy'] : []),
        ...(given.startup === undefined ? ['startupProbe'] : []),
      ],
    ]),
  );
}
