import type { ShownService } from '../shown-service';
import { bar } from './bar';
import { describeService } from './check-groups';
import { escapeMarkdown } from './markdown-escape';
import { share } from './share-words';

/** Returns the Services of a state as one table. */
export function formatShowMarkdown(services: ShownService[]): string {
  if (services.length === 0) return 'No Service selects pods of a Deployment.\n';
  const rows = services.flatMap((service) =>
    service.versions.map(({ version, deployment, endpoints, percent }) => [
      escapeMarkdown(`${describeService(service)}${service.preview ? ' (preview)' : ''}`),
      escapeMarkdown(version),
      escapeMarkdown(deployment),
      String(endpoints),
      `${bar(percent)} ${share(percent)}`,
    ]),
  );
  return [
    '| Service | Version | Deployment | Pods | Share |',
    '| --- | --- | --- | ---: | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}
