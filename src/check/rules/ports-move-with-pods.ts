import { type MovedPort, movedPort } from '../moved-port';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { lackingPort, reachableInput, targetOf } from '../transition/reachable-endpoints';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { describeObject, enumerate, plural } from '../../text/words';

export const portsMoveWithPods: Rule = {
  id: 'ports-move-with-pods',
  severity: Severity.ERROR,
  title: 'ready pods do not listen on the target port of their Service',
  why: 'A Service uses its new target port as soon as it is applied, but its pods move to their new port one by one. In between, old pods refuse the new port, or new pods refuse the old one.',
  check: ({ rollout, options }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const moved = movedPort(service, options);
      return moved === undefined ? [] : findingOf(service, moved);
    }),
};

function findingOf(service: ServingTransition, { before, after, index, reachable }: MovedPort): RuleFinding {
  const { after: state } = service;
  const [was, is] = [targetOf(before), targetOf(after)];
  const rest = reachable.after.low === 0 ? ', and that does not change' : ` on the way to ${reachable.after.low}`;
  const owners = enumerate(lackingPort(service, after).map(describeObject));
  const whose = owners === '' ? ', and' : `, which no container of ${owners} has:`;
  const listen = reachable.before.low === 1 || reachable.lowest === 1 ? 'listens' : 'listen';
  const count = `${reachable.lowest} of ${plural(reachable.before.low, 'ready endpoint')} ${listen}`;
  const sends = was === is ? `sends to ${is} as before` : `sends to ${is} instead of ${was}`;
  return {
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
  };
}
