import { lowerFirst } from '../../text/words';
import { NOTHING } from '../../picture/describe-services';
import { endpointWords, podWords } from '../../text/ready-words';
import { breakLogCommands, escapeInvisible } from '../../text/escape';
import type { ShownRoute } from '../shown-route';
import type { ShownService } from '../shown-service';
import { bar } from './bar';
import type { Colors } from './colors';
import { describeService } from './check-groups';
import { share } from './share-words';
import { describeBackend, describeMatches, describeOwner, describeRoute } from './show-words';
import { toTable } from './table';

/** Returns the routes of a state with their Services, and the Services with their versions. */
export function formatShowText(services: ShownService[], colors: Colors, routes: ShownRoute[] = []): string {
  if (services.length + routes.length === 0) return `${lowerFirst(NOTHING)}\n`;
  const blocks = [
    ...routes.map((route) => formatRoute(route, colors)),
    ...services.map((service) => formatService(service, colors)),
  ];
  return breakLogCommands(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function formatRoute(route: ShownRoute, colors: Colors): string[] {
  const rows = route.backends.map((backend) => [
    `  ${escapeInvisible(describeBackend(backend))}`,
    colors.cyan(bar(backend.percent)),
    share(backend.percent).padStart(5),
    backend.endpoints === undefined
      ? ''
      : endpointWords({
          endpoints: backend.endpoints,
          ...(backend.ready === undefined ? {} : { ready: backend.ready }),
        }),
  ]);
  return [
    `${colors.bold(escapeInvisible(describeRoute(route)))}: ${escapeInvisible(describeMatches(route))}`,
    ...toTable(rows),
  ];
}

function formatService(service: ShownService, colors: Colors): string[] {
  const name = colors.bold(escapeInvisible(describeService(service)));
  const isLive = service.ready !== undefined;
  const rows = service.versions.map((version) => [
    `  ${escapeInvisible(version.version)}`,
    colors.cyan(bar(version.percent)),
    share(version.percent).padStart(5),
    ...(isLive ? [`${share(version.readyPercent)} now`] : []),
    podWords(version),
    colors.dim(escapeInvisible(describeOwner(version))),
  ]);
  return [`${name}${service.servesUsers ? '' : ' (serves no users)'}: ${endpointWords(service)}`, ...toTable(rows)];
}
