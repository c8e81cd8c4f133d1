import { enumerate, percent, plural } from '../text/words';
import type { ServicePicture, VersionPicture } from './service-picture';

/** All that the picture of Services shows, in words. */
export function describeServices(services: ServicePicture[]): string {
  if (services.length === 0) return NOTHING;
  return services.map(describeService).join(' ');
}

/** What there is to say where there is nothing to draw. */
export const NOTHING = 'No Service selects pods of a Deployment.';

/** `shop/web`, or `web` where the manifest states no namespace. */
export function serviceName({ namespace, name }: ServicePicture): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** A share, or a dash where no endpoint is ready and nobody has a share. */
export function shareText({ percent: share }: VersionPicture): string {
  return share === undefined ? '–' : percent(share);
}

function describeService(service: ServicePicture): string {
  const versions = service.versions.map((version) => {
    const share = version.percent === undefined ? 'nothing' : percent(version.percent);
    return `${share} to ${version.version} (Deployment ${version.deployment}, ${plural(version.endpoints, 'pod')})`;
  });
  const kind = service.preview ? 'Preview Service' : 'Service';
  return `${kind} ${serviceName(service)}, ${plural(service.endpoints, 'ready endpoint')}: ${enumerate(versions)}.`;
}
