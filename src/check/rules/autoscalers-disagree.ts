import type { AutoscalerState } from '../../manifests/state';
import type { TemplateChange } from '../../model/deployment-change';
import { exactly, type Range } from '../../model/range';
import { serviceChange, type VersionShare } from '../../model/service-change';
import { NEW_STATE, type SequenceRequest } from '../counterexample';
import type { CheckContext, Rule } from '../rule';
import { Severity } from '../severity';
import type { ServiceTransition } from '../transition/service-transition';
import { describeObject, enumerate } from '../../text/words';

export const autoscalersDisagree: Rule = {
  id: 'autoscalers-disagree',
  severity: Severity.WARNING,
  title: 'the autoscalers of one Service scale by different targets',
  why: 'All pods of a Service see the same load. Autoscalers with the same targets and tolerance grow in step and keep the ratio of the versions. If they differ, the share of each version drifts.',
  check: (context) => {
    const scalers = scalersByTarget(context);
    return [...context.rollout.services.values()].flatMap((service) => {
      const { after, deployments } = service;
      if (!after?.servesUsers) return [];
      const own = deployments.flatMap(({ after: selected, deployment }) =>
        selected && deployment.change.after.high > 0 ? (scalers.get(deployment.key) ?? []) : [],
      );
      if (new Set(own.map(({ target }) => target)).size < 2) return [];
      return {
        object: after,
        message: `${describeObject(after)} selects pods of ${own.length} autoscalers (${enumerate(own.map(({ name }) => name))}) that differ in target or tolerance: under load, the shares of the versions drift apart`,
        fix: 'give all of them the same metrics, targets and tolerances, and bounds in the ratio of the versions',
        field: ['spec', 'selector'],
        sequence: apart(service),
      };
    });
  },
};

/** Returns the events that take the shares furthest apart: one autoscaler is at its most, and the others at their fewest. */
function apart(service: ServiceTransition): SequenceRequest | undefined {
  const pods = service.input.pods.map(({ id, change, selectedAfter }) => {
    const scale = ({ after }: { readonly after: Range }): Scaling => ({
      before: exactly(after.low),
      onTheWay: after,
      after,
    });
    const templates = change.templates.map((one) => ({ template: one.template, ...scale(one) }));
    return {
      id,
      change: { ...scale(change), templates },
      selectedBefore: selectedAfter,
      selectedAfter,
      wave: 0,
      lingers: false,
    };
  });
  const gain = ({ before = 0, highest = 0 }: VersionShare): number => highest - before;
  const [first, ...others] = serviceChange({ pods }).versions;
  const most = first && others.reduce((found, one) => (gain(one) > gain(found) ? one : found), first);
  return most && { kind: 'highest-share', service, deployment: most.id, input: { pods }, start: NEW_STATE };
}

type Scaling = Pick<TemplateChange, 'before' | 'onTheWay' | 'after'>;

function scalersByTarget({ after }: CheckContext): Map<string, AutoscalerState[]> {
  const scalers = new Map<string, AutoscalerState[]>();
  for (const scaler of after.autoscalers.values()) {
    // An autoscaler with equal bounds scales nothing.
    if (scaler.min === scaler.max) continue;
    const name = `${scaler.namespace}/${scaler.targetName}`;
    scalers.set(scaler.targetKind === 'Deployment' ? name : `${scaler.targetKind} ${name}`, [scaler]);
  }
  return scalers;
}
