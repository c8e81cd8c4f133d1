import { NOTHING } from '../../picture/describe-services';
import type { ShownRoute } from '../shown-route';
import type { ShownService } from '../shown-service';
import { bar } from './bar';
import { describeService } from './check-groups';
import { escapeMarkdown } from './markdown-escape';
import { share } from './share-words';
import { describeBackend, describeMatches, describeOwner, describeRoute } from './show-words';

/** Returns the routes of a state as one table, and its Services as another. */
export function formatShowMarkdown(services: ShownService[], routes: ShownRoute[] = []): string {
  if (services.length + routes.length === 0) return `${NOTHING}.\n`;
  return [
    ...(routes.length > 0 ? [routeTable(routes)] : []),
    ...(services.length > 0 ? [serviceTable(services)] : []),
  ].join('\n');
}

function routeTable(routes: ShownRoute[]): string {
  const rows = routes.flatMap((route) =>
    route.backends.map((backend) => [
      escapeMarkdown(describeRoute(route)),
      escapeMarkdown(describeMatches(route)),
      escapeMarkdown(describeBackend(backend)),
      `${bar(backend.percent)} ${share(backend.percent)}`,
    ]),
  );
  return toTable(['Route', 'Requests', 'Service', 'Share'], '| --- | --- | --- | --- |', rows);
}

function serviceTable(services: ShownService[]): string {
  const isLive = services.some(({ ready }) => ready !== undefined);
  const rows = services.flatMap((service) =>
    service.versions.map(({ version, kind, deployment, endpoints, percent, ready, readyPercent }) => [
      escapeMarkdown(`${describeService(service)}${service.servesUsers ? '' : ' (serves no users)'}`),
      escapeMarkdown(version),
      escapeMarkdown(describeOwner({ kind, deployment })),
      String(endpoints),
      `${bar(percent)} ${share(percent)}`,
      ...(isLive ? [ready === undefined ? '–' : String(ready), share(readyPercent)] : []),
    ]),
  );
  return toTable(
    ['Service', 'Version', 'Pods of', 'Pods', 'Share', ...(isLive ? ['Ready now', 'Share now'] : [])],
    `| --- | --- | --- | ---: | --- |${isLive ? ' ---: | ---: |' : ''}`,
    rows,
  );
}

function toTable(titles: string[], alignment: string, rows: string[][]): string {
  return [`| ${titles.join(' | ')} |`, alignment, ...rows.map((cells) => `| ${cells.join(' | ')} |`), ''].join('\n');
}
