import { endpointWords } from '../text/ready-words';
import { percent } from '../text/words';
import { serviceName } from './describe-services';
import { drawFork, type Fork, forkHeight } from './draw-fork';
import type { BackendPicture, RoutePicture } from './route-picture';
import { type Columns, serviceFork } from './service-fork';
import type { ServicePicture } from './service-picture';
import type { Look } from './looks';

/**
 * Returns a route with an arrow to each of its Services, and each Service with its versions.
 *
 * @param take returns a Service once: `undefined` if it is drawn already, or not in the manifests
 */
export function routeFork(
  { kind, namespace, name, matches, backends }: RoutePicture,
  columns: Columns,
  looks: ReadonlyMap<string, Look>,
  take: (backend: BackendPicture) => ServicePicture | undefined,
): Fork {
  const more = matches.length > 1 ? ` and ${matches.length - 1} more` : '';
  return {
    source: [kind, serviceName({ namespace, name }), `${matches[0] ?? ''}${more}`],
    column: columns.routes,
    served: backends.some(({ percent: share }) => share > 0),
    targets: backends.map((backend) => {
      const service = take(backend);
      const fork = service === undefined ? bareFork(backend, columns) : serviceFork(service, columns, looks);
      return {
        percent: backend.percent,
        share: percent(backend.percent),
        x: columns.services.x,
        height: forkHeight(fork),
        draw: (top) => drawFork(fork, top),
      };
    }),
  };
}

/** Returns a Service without its versions: they are not known, or drawn behind another route. */
function bareFork({ namespace, service, endpoints, ready }: BackendPicture, { services }: Columns): Fork {
  const remark = endpoints === undefined ? '' : endpointWords({ endpoints, ...(ready === undefined ? {} : { ready }) });
  return {
    source: ['Service', serviceName({ namespace, name: service }), remark],
    column: services,
    served: false,
    targets: [],
  };
}
