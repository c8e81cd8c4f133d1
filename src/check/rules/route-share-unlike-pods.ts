import { backendField, type RouteShare, routeShares, shareOf } from '../route-shares';
import { weightEvent } from '../weight-event';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, percent, plural } from '../../text/words';

/** The most that the load of a pod may grow: the load when the usual 25% of the pods are missing. */
const MOST_LOAD = 4 / 3;

export const routeShareUnlikePods: Rule = {
  id: 'route-share-unlike-pods',
  severity: Severity.WARNING,
  title: 'a route sends a Service more requests than its pods have served so far',
  why: 'A weight moves requests, but the number of pods stays the same. If a canary of one pod gets half of the requests, it has several times the load that a pod is known to handle.',
  check: (context) => {
    const before = routeShares(context.before);
    return [...routeShares(context.after)].flatMap(([key, shares]) => {
      const old = before.get(key);
      // The rules about capacity cover a route to a single Service without weights.
      if (old === undefined || (isWhole(old) && isWhole(shares))) return [];
      return findingsOf(context, old, shares);
    });
  },
};

function isWhole(shares: readonly RouteShare[]): boolean {
  return new Set(shares.filter((share) => share.percent > 0).map(({ service }) => service)).size < 2;
}

function findingsOf(context: CheckContext, old: readonly RouteShare[], shares: readonly RouteShare[]): RuleFinding[] {
  const most = Math.max(0, ...old.map((share) => loadOf(context, share, 'before') ?? 0));
  if (most === 0) return [];
  return shares.flatMap((share) => {
    const load = loadOf(context, share, 'after');
    const service = context.after.services.get(share.service);
    if (load === undefined || service === undefined || load <= most * MOST_LOAD) return [];
    const pods = podsOf(context, share.service, 'after') ?? 0;
    const needed = Math.ceil(share.percent / most / MOST_LOAD);
    return {
      object: share.route,
      message: `${describeObject(share.route)} sends ${percent(share.percent)} of ${share.match} to ${describeObject(service)}, which has ${plural(pods, 'ready pod')}: ${times(load / most)} the load that a pod has had so far`,
      fix: `bring ${describeObject(service)} to ${plural(needed, 'pod')} first, or send it ${percent(Math.floor(most * MOST_LOAD * pods))} at most`,
      field: backendField(share.route),
      sequence: weightEvent(context.rollout, share, shareOf(old, share.service)),
    };
  });
}

/**
 * Returns the percentage of the requests that one pod gets, or `undefined` if there is no pod or their number is
 * unknown.
 */
function loadOf(context: CheckContext, share: RouteShare, when: 'before' | 'after'): number | undefined {
  const pods = podsOf(context, share.service, when);
  return pods === undefined || pods === 0 ? undefined : share.percent / pods;
}

function podsOf({ rollout }: CheckContext, key: string, when: 'before' | 'after'): number | undefined {
  const service = rollout.services.get(key);
  // Without a status, the number of pods of a DaemonSet is a guess.
  if (service === undefined || service.deployments.some(({ deployment }) => deployment.assumedNodes)) return undefined;
  return service.otherPods ? undefined : service.change[when].low;
}

function times(factor: number): string {
  return `${Math.round(factor * 10) / 10} times`;
}
