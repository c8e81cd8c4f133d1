import type { ServiceState } from '../../manifests/state';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const serviceNarrowed: Rule = {
  id: 'service-narrowed',
  severity: Severity.ERROR,
  title: 'clients that could reach a Service no longer can',
  why: 'A Service that stops being a LoadBalancer gives up its external address, and clients outside the cluster lose it. The same happens if a node port closes or changes its number.',
  check: ({ rollout }) =>
    [...rollout.services.values()].flatMap(({ before, after }) => {
      if (before === undefined || after === undefined || !after.servesUsers || !before.servesUsers) return [];
      return [...narrowed(before, after), ...nodePortsGone(before, after)];
    }),
};

const REACH = ['ClusterIP', 'NodePort', 'LoadBalancer'];

function narrowed(before: ServiceState, after: ServiceState): RuleFinding[] {
  const [was, is] = [before.type, after.type];
  const name = describeObject(after);
  const field = ['spec', 'type'];
  if (is === 'ExternalName' && was !== 'ExternalName') {
    return [
      {
        object: after,
        message: `${name} changes from ${was} to ExternalName: it no longer reaches any pod`,
        fix: `give the outside host its own Service, move the clients to it, and leave ${name} as it is`,
        field,
      },
    ];
  }
  if (REACH.indexOf(is) >= REACH.indexOf(was) || !REACH.includes(is)) return [];
  const lost = was === 'LoadBalancer' ? 'it gives up its external address' : 'its ports on the nodes are closed';
  return [
    {
      object: after,
      message: `${name} changes from ${was} to ${is}: ${lost}, and clients outside the cluster can no longer reach it`,
      fix: `add another Service of type ${is} beside it, move the clients, and change ${name} in a later stage`,
      field,
    },
  ];
}

function nodePortsGone(before: ServiceState, after: ServiceState): RuleFinding[] {
  if (after.type !== 'NodePort' && after.type !== 'LoadBalancer') return [];
  return before.ports.flatMap(({ port, nodePort }) => {
    const index = after.ports.findIndex((other) => other.port === port);
    const moved = after.ports[index]?.nodePort;
    if (nodePort === undefined || moved === undefined || moved === nodePort) return [];
    return {
      object: after,
      message: `port ${port ?? ''} of ${describeObject(after)} moves from port ${nodePort} to ${moved} of the nodes: clients outside the cluster that call ${nodePort} are refused`,
      fix: `keep nodePort: ${nodePort}, or open ${moved} with another Service first and move the clients`,
      field: ['spec', 'ports', index, 'nodePort'],
    };
  });
}
