import { describeSelector, selectorKey } from '../../manifests/label-selector';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const immutableSelector: Rule = {
  id: 'immutable-selector',
  severity: Severity.ERROR,
  title: 'the selector of a Deployment changes',
  why: 'The selector of a Deployment is immutable. The API server refuses the change, and nothing after it is applied. A forced change deletes all pods first.',
  check: ({ rollout }) =>
    [...rollout.deployments.values()].flatMap(({ before, after }) => {
      if (before === undefined || after === undefined) return [];
      if (selectorKey(before.selector) === selectorKey(after.selector)) return [];
      const [old, fresh] = [describeSelector(before.selector), describeSelector(after.selector)];
      return {
        object: after,
        message: `the selector of ${describeObject(after)} changes from ${old} to ${fresh}, which Kubernetes refuses`,
        fix: `keep the selector ${old}, or give the Deployment another name and move the traffic over in stages`,
        field: ['spec', 'selector'],
      };
    }),
};
