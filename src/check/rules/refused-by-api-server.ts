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
  check: ({ before, after }) => {
    // Patches stand beside the sources that name them. Sources count only if they were there before: a change must not
    // make its own finding milder.
    const mayBePatch = before.unread.renderFirst.length > 0 && after.unread.renderFirst.length > 0;
    return [
      ...findingsOf(after.deployments, workloadRefusals),
      ...findingsOf(after.services, (service) =>
        serviceRefusals(service, before.services.get(service.key), mayBePatch),
      ),
      ...findingsOf(after.autoscalers, autoscalerRefusals),
      ...findingsOf(after.budgets, budgetRefusals),
    ];
  },
};

function findingsOf<T extends StateObject>(
  objects: ReadonlyMap<string, T>,
  refusalsOf: (object: T) => Refusal[],
): RuleFinding[] {
  return [...objects.values()].flatMap((object) =>
    refusalsOf(object).map((refusal) => ({
      object,
      message: `${describeObject(object)} is refused${conditionOf(refusal)}: ${refusal.what}`,
      fix: refusal.fix,
      field: ['spec', ...refusal.field],
      severity: severityOf(refusal),
    })),
  );
}

function conditionOf({ later, unlessPatch }: Refusal): string {
  if (unlessPatch) return ' unless it is a patch';
  return later ? ' the next time it is applied' : '';
}

function severityOf({ later, unlessPatch }: Refusal): Severity | undefined {
  if (unlessPatch) return Severity.INFO;
  return later ? Severity.WARNING : undefined;
}
