import { endpointWords, podWords } from '../text/ready-words';
import { enumerate, percent } from '../text/words';
import type { RoutePicture } from './route-picture';
import type { ServicePicture, VersionPicture } from './service-picture';

/** Describes everything in the picture of Services. */
export function describeServices(services: ServicePicture[]): string {
  if (services.length === 0) return `${NOTHING}.`;
  return services.map(describeService).join(' ');
}

/** The text if there is nothing to draw. */
export const NOTHING = 'No Service selects pods of a Deployment, StatefulSet or DaemonSet';

/** Returns `shop/web`, or `web` if the manifest states no namespace. */
export function serviceName({ namespace, name }: Pick<ServicePicture, 'namespace' | 'name'>): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Returns the object that makes the pods of a version: `StatefulSet db`. */
export function ownerName({ kind, deployment }: Pick<VersionPicture, 'kind' | 'deployment'>): string {
  return `${kind} ${deployment}`;
}

/** Returns a share, or a dash if no endpoint is ready and no version has a share. */
export function shareText({ percent: share }: VersionPicture): string {
  return share === undefined ? '–' : percent(share);
}

function describeService(service: ServicePicture): string {
  const versions = service.versions.map((version) => {
    const share = version.percent === undefined ? 'nothing' : percent(version.percent);
    return `${share} to ${version.version} (${ownerName(version)}, ${podWords(version)})`;
  });
  const kind = service.servesUsers ? 'Service' : 'Test Service';
  return `${kind} ${serviceName(service)}, ${endpointWords(service)}: ${enumerate(versions)}.`;
}

/** Returns all that the picture shows of a route, in words. */
export function describeRoute({ kind, namespace, name, matches, backends }: RoutePicture): string {
  const services = backends.map(
    (backend) =>
      `${percent(backend.percent)} to Service ${serviceName({ namespace: backend.namespace, name: backend.service })}`,
  );
  return `${kind} ${serviceName({ namespace, name })} for ${enumerate(matches)}: ${enumerate(services)}.`;
}
