import { ALLOW_ANNOTATION, allowedRules } from '../allowance';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const unknownAllowance: Rule = {
  id: 'unknown-allowance',
  severity: Severity.WARNING,
  title: 'an annotation allows a rule that does not exist',
  why: 'A misspelled rule ID allows nothing, although its author believes that it does.',
  check: ({ after, ruleIds }) =>
    [after.deployments, after.services, after.autoscalers, after.budgets, after.routes].flatMap((objects) =>
      [...objects.values()].flatMap((object) =>
        allowedRules(object)
          .filter((id) => !ruleIds.includes(id))
          .map((id) => ({
            object,
            message: `${describeObject(object)} allows the rule ${id}, which does not exist`,
            fix: `correct it to one of ${ruleIds.join(', ')}, or remove it`,
            field: ['metadata', 'annotations', ALLOW_ANNOTATION],
          })),
      ),
    ),
};
