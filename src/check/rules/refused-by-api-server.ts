import type { StateObject } from '../../manifests/state';
import type { Refusal } from '../refusals/refusal';
import { autoscalerRefusals, budgetRefusals } from '../refusals/scaling-refusals';
import { serviceRefusals } from '../refusals/service-refusals';
import { workloadRefusals } from '../refusals/workload-refusals';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const refusedByApiServer: Rule = {
  id: 'refused-by-api-server',
  severity: Severity.ERROR,
  title: 'the API server refuses an object',
  why: 'Kubernetes does not apply an invalid object, and a tool that applies many objects stops there. Part of the change is then applied, and the rest is not.',
  check: ({ before, after }) => [
    ...findingsOf(after.deployments, workloadRefusals),
    ...findingsOf(after.services, (service) => serviceRefusals(service, before.services.get(service.key))),
    ...findingsOf(after.autoscalers, autoscalerRefusals),
    ...findingsOf(after.budgets, budgetRefusals),
  ],
};

function findingsOf<T extends StateObject>(
  objects: ReadonlyMap<string, T>,
  refusalsOf: (object: T) => Refusal[],
): RuleFinding[] {
  return [...objects.values()].flatMap((object) =>
    refusalsOf(object).map(({ what, fix, field, later }) => ({
      object,
      message: `${describeObject(object)} is refused${later ? ' the next time it is applied' : ''}: ${what}`,
      fix,
      field: ['spec', ...field],
      severity: later ? Severity.WARNING : undefined,
    })),
  );
}
