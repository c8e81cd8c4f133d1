import type { ServiceReport } from '../../check/check-result';
import { escapeMarkdown } from './markdown-escape';
import { share, shareOnTheWay } from './share-words';

/** The head of a table of Services in Markdown. */
export const TABLE_HEAD = [
  '| Service | Version | Before | On the way | After | Ready endpoints |',
  '| --- | --- | ---: | ---: | ---: | --- |',
].join('\n');

/** Returns the rows of one Service: a line per version, with the Service in the first line. */
export function toTableRows(service: ServiceReport): string {
  const { namespace, endpointsBefore, lowestReadyEndpoints, endpointsAfter, removed, versions } = service;
  const name = escapeMarkdown(namespace === undefined ? service.name : `${namespace}/${service.name}`);
  const endpoints = `${endpointsBefore} → ${endpointsAfter}, **${lowestReadyEndpoints}** at the lowest`;
  const rows = versions.map((version) => [
    escapeMarkdown(version.version),
    share(version.percentBefore),
    shareOnTheWay(version),
    share(version.percentAfter),
  ]);
  return (rows.length === 0 ? [['–', '–', '–', '–']] : rows)
    .map((cells, index) =>
      index === 0 ? [removed ? `${name} (removed)` : name, ...cells, endpoints] : ['', ...cells, ''],
    )
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
