import type { Fields } from './fields';
import type { LabelSelector } from './label-selector';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Reads a selector with `matchLabels` and `matchExpressions`, as in Deployments and disruption budgets. */
export function readSelector(spec: Fields): LabelSelector | undefined {
  if (!spec.has('selector')) return undefined;
  const selector = spec.object('selector');
  return {
    matchLabels: selector.labels('matchLabels'),
    matchExpressions: selector.objects('matchExpressions').map((expression) => {
      const operator = expression.text('operator') ?? '';
      if (!OPERATORS.includes(operator)) expression.problem('operator', OPERATORS.join(', '), 'use one of them');
      return { key: expression.text('key') ?? '', operator, values: expression.texts('values') };
    }),
  };
}
