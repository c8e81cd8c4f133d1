import type { DeploymentState } from '../../manifests/state';
import type { ProbeFacts } from '../../manifests/read-pod';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate, plural } from '../../text/words';

export const probePortMissing: Rule = {
  id: 'probe-port-missing',
  severity: Severity.ERROR,
  title: 'a probe calls a port that no container has',
  why: 'A readiness or startup probe on a missing port never succeeds. New pods never become ready, and a rolling update stops at the first one.',
  check: ({ rollout }) =>
    [...rollout.deployments.values()].flatMap(({ before, after, change }) => {
      if (after === undefined || change.after.high === 0) return [];
      return after.template.pod.probes
        .filter((probe) => lacks(after, probe))
        .flatMap((probe) => findingOf(after, before, probe, change.after.low))
        .slice(0, 1);
    }),
};

function findingOf(
  state: DeploymentState,
  before: DeploymentState | undefined,
  { kind, port, container }: ProbeFacts,
  pods: number,
): RuleFinding[] {
  const named = typeof port === 'string';
  // A container may listen on a port number that it doesn't declare. A number that it no longer declares is gone.
  if (!named && !before?.template.ports.some(({ number }) => number === port)) return [];
  const holds =
    kind === 'liveness'
      ? 'the probe never runs'
      : `${plural(pods, 'new pod')} never ${pods === 1 ? 'becomes' : 'become'} ready`;
  return [
    {
      object: state,
      message: `the ${kind} probe of container ${container} in ${describeObject(state)} calls port ${port}, which no container ${named ? 'has' : 'declares any more'}: ${holds}`,
      fix: `call an existing port (${describePorts(state)})`,
      field: ['spec', 'template', 'spec', 'containers'],
      severity: kind === 'liveness' || !named ? Severity.WARNING : undefined,
    },
  ];
}

function lacks({ template: { ports } }: DeploymentState, { port }: ProbeFacts): boolean {
  if (typeof port === 'string') return !/^\d+$/.test(port) && !ports.some(({ name }) => name === port);
  return ports.length > 0 && !ports.some(({ number }) => number === port);
}

function describePorts({ template: { ports } }: DeploymentState): string {
  if (ports.length === 0) return 'it declares none';
  return enumerate(ports.map(({ name, number }) => (name === undefined ? String(number) : `${name} ${number}`)));
}
