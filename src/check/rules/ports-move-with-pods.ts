import type { ServicePort } from '../../manifests/state';
import { capacityFloor } from '../capacity';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { lackingPort, reachableEndpoints, reachableInput, targetOf } from '../transition/reachable-endpoints';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { describeObject, enumerate, plural } from '../../text/words';

export const portsMoveWithPods: Rule = {
  id: 'ports-move-with-pods',
  severity: Severity.ERROR,
  title: 'ready pods do not listen on the target port of their Service',
  why: 'A Service uses its new target port as soon as it is applied, but its pods move to their new port one by one. In between, old pods refuse the new port, or new pods refuse the old one.',
  check: ({ rollout, options }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const findings = service.before.ports.flatMap((port) => findingOf(service, port, options));
      // All ports of a Service move for the same reason, so one finding is enough.
      return findings.slice(0, 1);
    }),
};

function findingOf(service: ServingTransition, before: ServicePort, options: CheckContext['options']): RuleFinding[] {
  const { after: state, change } = service;
  const index = state.ports.findIndex((port) => port.port === before.port);
  const after = state.ports[index];
  if (after === undefined) return [];
  const reachable = reachableEndpoints(service, before, after);
  // If no container declared the port before, its reachability is unknown.
  if (reachable.before.low === 0 || reachable.lowest >= Math.min(change.lowest, capacityFloor(service, options)))
    return [];
  const [was, is] = [targetOf(before), targetOf(after)];
  const rest = reachable.after.low === 0 ? ', and that does not change' : ` on the way to ${reachable.after.low}`;
  const owners = enumerate(lackingPort(service, after).map(describeObject));
  const whose = owners === '' ? ', and' : `, which no container of ${owners} has:`;
  const listen = reachable.before.low === 1 || reachable.lowest === 1 ? 'listens' : 'listen';
  const count = `${reachable.lowest} of ${plural(reachable.before.low, 'ready endpoint')} ${listen}`;
  const sends = was === is ? `sends to ${is} as before` : `sends to ${is} instead of ${was}`;
  return [
    {
      object: state,
      message: `port ${before.port ?? ''} of ${describeObject(state)} ${sends}${whose} ${reachable.lowest === 0 ? '' : 'only '}${count} there${rest}`,
      fix:
        was === is
          ? `keep port ${is} in ${owners === '' ? 'the pods' : owners}, beside a new one; remove it once ${describeObject(state)} sends elsewhere`
          : `insert a stage in which the pods have port ${is} as well as ${was}, and ${describeObject(state)} sends to ${was} as before; once they have rolled out, send to ${is}`,
      field: ['spec', 'ports', index],
      sequence: {
        kind: 'fewest-endpoints',
        service,
        input: reachableInput(service, before, after),
        switchEvent: `the Service sends to ${is}`,
      },
    },
  ];
}
