import { enumerate } from '../../text/words';
import type { ShownBackend, ShownRoute } from '../shown-route';
import type { ShownVersion } from '../shown-service';
import { describeService } from './check-groups';

/** Returns `HTTPRoute shop/web`. */
export function describeRoute({ kind, namespace, name }: ShownRoute): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Returns the hosts and paths of a route; of many, the first ten. */
export function describeMatches({ matches }: ShownRoute): string {
  return enumerate(matches);
}

/** Returns `Service shop/web`. */
export function describeBackend({ namespace, service }: ShownBackend): string {
  return describeService({ namespace, name: service });
}

/** Returns the object that makes the pods of a version: `StatefulSet db`. */
export function describeOwner({ kind, deployment }: Pick<ShownVersion, 'kind' | 'deployment'>): string {
  return `${kind} ${deployment}`;
}
