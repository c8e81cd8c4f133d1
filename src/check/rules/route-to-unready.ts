import { backendField, routeShares, shareOf } from '../route-shares';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import type { ServiceTransition } from '../transition/service-transition';
import { describeObject, percent, plural } from '../../text/words';

export const routeToUnready: Rule = {
  id: 'route-to-unready',
  severity: Severity.ERROR,
  title: 'a route is pointed to a Service without ready endpoints',
  why: 'A route takes effect within a second, but pods need time to start. Until then, its requests get a 503.',
  check: (context) => {
    const before = routeShares(context.before);
    const findings = [...routeShares(context.after)].flatMap(([key, shares]) => {
      const old = before.get(key);
      // Nobody has been served by this host and path so far.
      if (old === undefined) return [];
      return shares.flatMap((share) => {
        if (share.percent === 0 || shareOf(old, share.service) > 0) return [];
        const service = context.rollout.services.get(share.service);
        return service === undefined ? [] : findingOf(context, service, share.route, share.match, share.percent);
      });
    });
    return onePerService(findings);
  },
};

function findingOf(
  { options }: CheckContext,
  service: ServiceTransition,
  route: RuleFinding['object'],
  match: string,
  share: number,
): (RuleFinding & { readonly service: string })[] {
  const { after, change, deployments, otherPods, key } = service;
  if (after?.selector === undefined || otherPods || change.lowest > 0) return [];
  // In a later sync wave the pods are ready when the route is applied.
  const waves = [after.wave, ...deployments.map(({ deployment }) => deployment.wave)];
  if (options.syncWaves && change.after.low > 0 && waves.every((wave) => wave < route.wave)) return [];
  const target = change.after.low;
  const until =
    target === 0 ? 'and stays at 0' : `until its ${plural(target, 'pod')} ${target === 1 ? 'has' : 'have'} started`;
  return [
    {
      service: key,
      object: route,
      sequence: { kind: 'fewest-endpoints', service },
      message: `${describeObject(route)} is pointed to ${describeObject(after)} for ${match} (${percent(share)}), which has 0 ready endpoints ${until}`,
      fix:
        target === 0
          ? `first start pods that ${describeObject(after)} selects; change the route in the next stage`
          : `insert a stage with ${describeObject(after)} and its pods, and the route as it was; change the route in the next stage, once ${plural(target, 'pod')} ${target === 1 ? 'is' : 'are'} ready`,
      field: backendField(route as Parameters<typeof backendField>[0]),
    },
  ];
}

/** Keeps one finding per Service, because many paths of a route often lead to the same one. */
function onePerService(findings: (RuleFinding & { readonly service: string })[]): RuleFinding[] {
  const seen = new Set<string>();
  return findings.flatMap(({ service, ...finding }) => {
    const key = `${finding.object.kind} ${finding.object.key} ${service}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return finding;
  });
}
