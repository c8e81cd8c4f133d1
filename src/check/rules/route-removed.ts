import type { RouteRule, RouteState } from '../../manifests/state';
import { isCanaryIngress } from '../route-shares';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate, plural } from '../../text/words';

/** The most matches that a message names. */
const MOST_NAMES = 3;

export const routeRemoved: Rule = {
  id: 'route-removed',
  severity: Severity.ERROR,
  title: 'a host or path that reached a Service is no longer routed',
  why: 'Without the route, requests from outside get a 404 or reach another app, while the pods keep running and every probe succeeds.',
  check: (context) => {
    const routed = new Set(
      [...context.after.routes.values()].flatMap((route) => route.rules.map(({ match }) => match)),
    );
    return [...context.before.routes.values()].flatMap((route) => {
      // The Ingress whose canary this was still serves the same hosts and paths.
      if (isCanaryIngress(route)) return [];
      const lost = route.rules.filter((rule) => !routed.has(rule.match) && servedSince(rule, context));
      return lost.length === 0 ? [] : toFinding(route, lost, context);
    });
  },
};

/** Reports whether a Service of the rule had endpoints and still exists; service-removed reports one that goes. */
function servedSince({ backends }: RouteRule, { after, rollout }: CheckContext): boolean {
  return backends.some(({ service }) => {
    const transition = rollout.services.get(service);
    if (transition?.before === undefined || !after.services.has(service)) return false;
    return transition.change.before.low > 0 || transition.otherPods;
  });
}

function toFinding(route: RouteState, lost: RouteRule[], context: CheckContext): RuleFinding {
  const fresh = context.after.routes.get(`${route.kind} ${route.key}`);
  const keys = [...new Set(lost.flatMap(({ backends }) => backends.map(({ service }) => service)))];
  const services = keys.flatMap((key) => context.after.services.get(key) ?? []).map(describeObject);
  const service = keys
    .map((key) => context.rollout.services.get(key))
    .find((one) => one !== undefined && one.change.before.low > 0);
  const endpoints = keys.reduce((sum, key) => sum + (context.rollout.services.get(key)?.change.before.low ?? 0), 0);
  // The number of pods of another controller is unknown.
  const count = endpoints === 0 ? '' : ` (${plural(endpoints, 'ready endpoint')})`;
  const matches = [...new Set(lost.map(({ match }) => match))];
  const named = matches.slice(0, MOST_NAMES);
  const rest = matches.length - named.length;
  const what = enumerate(rest > 0 ? [...named, `${rest} more`] : named);
  const name = describeObject(route);
  const how = fresh === undefined ? `${name} is removed` : `${name} no longer has a rule for them`;
  return {
    object: fresh ?? { ...route, source: undefined },
    message: `requests for ${what} no longer reach ${enumerate(services)}${count}: ${how}`,
    fix: `keep the rule until no client calls ${what}, or route it elsewhere in the same change`,
    field: ['spec', 'rules'],
    ...(service && {
      sequence: { kind: 'event', service, event: `no route leads from ${what} to it any more`, from: 'before' },
    }),
    // Another rule of the same host may cover the path, so it is not certainly lost.
    severity: fresh !== undefined && matches.every((match) => isHostKept(match, fresh)) ? Severity.WARNING : undefined,
  };
}

function isHostKept(match: string, { rules }: RouteState): boolean {
  const host = match.split('/')[0] ?? '';
  return rules.some((rule) => rule.match.split('/')[0] === host);
}
