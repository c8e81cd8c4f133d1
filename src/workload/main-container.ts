import * as kplus from 'cdk8s-plus-28';
import type { AppOptions } from '../app/app-options';
import { extraContainerPorts, mainContainerPort } from '../app/app-ports';
import { PodSecurity } from '../app/pod-security';
import type { Track } from '../app/track';
import type { TrackData } from './version-config';
import { withFields } from '../text/with-fields';

/** Returns the container that serves the traffic, as props for cdk8s-plus. */
export function mainContainerProps(app: AppOptions, track: Track, data: TrackData): kplus.ContainerProps {
  const options = track.options.container ?? {};
  return withFields(options, {
    image: track.image,
    portNumber: mainContainerPort(app),
    ports: [...extraContainerPorts(app), ...(options.ports ?? [])],
    // If several sources set a variable, the last one wins: the user's.
    envFrom: [...data.envFrom, ...(options.envFrom ?? [])],
    volumeMounts: [...(options.volumeMounts ?? []), ...data.volumeMounts],
    readiness: options.readiness ?? kplus.Probe.fromTcpSocket(),
  } satisfies Partial<kplus.ContainerProps>);
}

/**
 * Returns a container that is secured except for the fields that it sets itself, and that has no default CPU and memory
 * figures.
 */
export function secureContainer(container: kplus.ContainerProps, podSecurity?: PodSecurity): kplus.ContainerProps {
  return withFields(container, {
    // cdk8s-plus keeps and changes the lists and maps that it is given, so two versions must not share them.
    envVariables: { ...container.envVariables },
    envFrom: [...(container.envFrom ?? [])],
    volumeMounts: [...(container.volumeMounts ?? [])],
    // If resources are left out, cdk8s-plus requests a CPU and half a gibibyte.
    resources: container.resources ?? {},
    securityContext: securityContext(container.securityContext ?? {}, podSecurity),
  } satisfies Partial<kplus.ContainerProps>);
}

function securityContext(
  given: kplus.ContainerSecurityContextProps,
  podSecurity: PodSecurity = PodSecurity.RESTRICTED,
): kplus.ContainerSecurityContextProps {
  if (podSecurity === PodSecurity.BASELINE) {
    return {
      ...given,
      ensureNonRoot: given.ensureNonRoot ?? false,
      readOnlyRootFilesystem: given.readOnlyRootFilesystem ?? false,
      allowPrivilegeEscalation: given.allowPrivilegeEscalation ?? true,
    };
  }
  return {
    ...given,
    capabilities: { ...given.capabilities, drop: given.capabilities?.drop ?? [kplus.Capability.ALL] },
    seccompProfile: given.seccompProfile ?? { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
  };
}
