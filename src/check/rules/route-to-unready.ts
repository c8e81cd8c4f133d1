import { backendField, type RouteShare, routeShares, shareOf } from '../route-shares';
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
      // This host and path had no backend so far, so no one loses anything.
      if (old === undefined) return [];
      return shares.flatMap((share) => {
        if (share.percent === 0 || shareOf(old, share.service) > 0) return [];
        const { services } = context.rollout;
        const service = services.get(share.service);
        if (service === undefined) return [];
        const known = old.some((other) => hadPods(services.get(other.service)));
        return findingOf(context, service, share, known);
      });
    });
    return onePerService(findings);
  },
};

function findingOf(
  { options }: CheckContext,
  service: ServiceTransition,
  { route, match, percent: share }: RouteShare,
  known: boolean,
): (RuleFinding & { readonly service: string })[] {
  const { after, change, deployments, otherPods, key } = service;
  if (after?.selector === undefined || otherPods || change.lowest > 0) return [];
  // If the manifests contain no pods of the Services before and after, service-selects-nothing reports it.
  const selects = deployments.some((selected) => selected.after);
  const isReported = after.servesUsers && options.severities['service-selects-nothing'] !== Severity.OFF;
  if (!selects && !known && isReported) return [];
  // If the route is in a later sync wave, its pods are ready when it is applied.
  const waves = [after.wave, ...deployments.map(({ deployment }) => deployment.wave)];
  if (options.syncWaves && change.after.low > 0 && waves.every((wave) => wave < route.wave)) return [];
  const target = change.after.low;
  const until = untilReady(target);
  return [
    {
      service: key,
      object: route,
      sequence: { kind: 'fewest-endpoints', service },
      message: `${describeObject(route)} is pointed to ${describeObject(after)} for ${match} (${percent(share)}), which ${selects ? '' : `selects no pods in these manifests: it `}has 0 ready endpoints ${until}`,
      fix:
        target === 0
          ? `first start pods that ${describeObject(after)} selects; change the route in the next stage`
          : `insert a stage with ${describeObject(after)} and its pods, and the route as it was; change the route in the next stage, once ${plural(target, 'pod')} ${target === 1 ? 'is' : 'are'} ready`,
      field: backendField(route),
    },
  ];
}

function untilReady(target: number): string {
  if (target === 0) return 'and stays at 0';
  return target === 1 ? 'until its only pod has started' : `until its ${target} pods have started`;
}

/** Reports whether the state before has ready pods of a Service, or pods whose number is unknown. */
function hadPods(service: ServiceTransition | undefined): boolean {
  return service?.before !== undefined && (service.change.before.low > 0 || service.otherPods);
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
