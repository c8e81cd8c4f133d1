import type { DeploymentState } from '../../manifests/state';
import { obstacleToOverlap } from '../overlap';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { gapsOfUnchangedStrategies } from '../strategy-gaps';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { describeObject, enumerate, plural } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

/** The most names in a message. */
const MOST_NAMES = 3;

export const strategyGap: Rule = {
  id: 'strategy-gap',
  severity: Severity.WARNING,
  title: "a Deployment's own strategy leaves a gap at each update",
  why: 'With Recreate, or if the only pod may be missing, the old pod goes before the new one is ready. This change is not to blame: the same happens every time the pods are replaced.',
  check: (context) => {
    const affected = new Map<string, ServingTransition[]>();
    for (const service of context.rollout.services.values()) {
      if (!isServing(service)) continue;
      for (const { key } of gapsOfUnchangedStrategies(service, context.options)) addTo(affected, key, service);
    }
    return [...affected].flatMap(([key, services]) => {
      const { before, after } = context.rollout.deployments.get(key) ?? {};
      return after === undefined ? [] : toFinding(before, after, services, context);
    });
  },
};

function toFinding(
  old: DeploymentState | undefined,
  state: DeploymentState,
  services: ServingTransition[],
  { before, after }: CheckContext,
): RuleFinding {
  const name = describeObject(state);
  const isSet = state.kind === 'StatefulSet';
  const obstacle = obstacleToOverlap(state, after);
  // A change that brings the obstacle itself must not make its own finding milder.
  const isNew = old === undefined || obstacleToOverlap(old, before) === undefined;
  const worst = Math.min(...services.map(({ change }) => change.lowest));
  const most = Math.max(...services.map(({ change }) => change.before.low));
  const named = services.slice(0, MOST_NAMES).map((service) => describeObject(service.after));
  const rest = services.length - named.length;
  const who = enumerate(rest > 0 ? [...named, `${rest} more`] : named);
  return {
    object: state,
    message: `${name} is updated with ${describeStrategy(state)}: ${who} ${services.length === 1 ? 'falls' : 'fall'} from ${most} to ${plural(worst, 'ready endpoint')}, as in every update`,
    fix: adviceFor(state, obstacle, isNew),
    field: ['spec', isSet ? 'updateStrategy' : 'strategy'],
    // A StatefulSet can't start the new pod first, and neither can pods that can't share a volume or a port.
    severity: isSet || (obstacle !== undefined && !isNew) ? Severity.INFO : undefined,
    sequence: { kind: 'fewest-endpoints', service: services.find(({ change }) => change.lowest === worst)! },
  };
}

function describeStrategy({ kind, strategy, replicas }: DeploymentState): string {
  if (strategy.recreate) return 'Recreate';
  if (kind === 'StatefulSet' && strategy.maxUnavailable === undefined)
    return `${plural(replicas ?? 1, 'pod')}, one at a time`;
  return `maxUnavailable ${strategy.maxUnavailable ?? '25%'}`;
}

function adviceFor({ kind, name }: DeploymentState, obstacle: string | undefined, isNew: boolean): string {
  if (kind === 'StatefulSet') return `expect the gap, or run one more pod of ${name} if the app can share its work`;
  const rolling = `give ${name} a rolling update with maxSurge 1 and maxUnavailable 0`;
  if (obstacle === undefined) return rolling;
  if (isNew) return `leave out ${obstacle}, which this change adds, and ${rolling}`;
  return `expect the gap: ${obstacle} keeps old and new pods of ${name} from running side by side`;
}
