import type { ServiceReport, VersionReport } from '../../check/check-result';
import { describeService } from './check-groups';
import { escapeMermaid } from './markdown-escape';
import { share } from './share-words';

/**
 * Returns a Service and its versions as a Mermaid flowchart, with a line per version and its shares before and after.
 */
export function serviceDiagram(service: ServiceReport): string[] {
  return [
    '```mermaid',
    'flowchart LR',
    `  service["${escapeMermaid(describeService(service))}"]`,
    ...service.versions.map((version, index) => {
      const shares = `${share(version.percentBefore)} → ${share(version.percentAfter)}`;
      return `  service ${arrow(version)}|"${escapeMermaid(shares)}"| v${index}["${escapeMermaid(describeVersion(version))}"]`;
    }),
    '```',
  ];
}

/** Returns an arrow: thick if there will be traffic, dotted if not. */
function arrow({ percentAfter = 0 }: VersionReport): string {
  return percentAfter > 0 ? '==>' : '-.->';
}

function describeVersion({ version, deployment }: VersionReport): string {
  return version === deployment ? `Deployment ${deployment}` : `${version} (Deployment ${deployment})`;
}
