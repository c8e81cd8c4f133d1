import { plural } from '../../text/words';
import { breakLogCommands, escapeInvisible } from '../../text/escape';
import type { ShownService } from '../shown-service';
import { bar } from './bar';
import type { Colors } from './colors';
import { describeService } from './check-groups';
import { share } from './share-words';
import { toTable } from './table';

/** Returns the Services of a state with a bar per version. */
export function formatShowText(services: ShownService[], colors: Colors): string {
  if (services.length === 0) return 'no Service selects pods of a Deployment\n';
  return breakLogCommands(`${services.map((service) => formatService(service, colors).join('\n')).join('\n\n')}\n`);
}

function formatService(service: ShownService, colors: Colors): string[] {
  const name = colors.bold(escapeInvisible(describeService(service)));
  const rows = service.versions.map(({ version, deployment, endpoints, percent }) => [
    `  ${escapeInvisible(version)}`,
    colors.cyan(bar(percent)),
    share(percent).padStart(5),
    plural(endpoints, 'pod'),
    colors.dim(escapeInvisible(deployment)),
  ]);
  const endpoints = plural(service.endpoints, 'ready endpoint');
  return [`${name}${service.preview ? ' (preview)' : ''}: ${endpoints}`, ...toTable(rows)];
}
