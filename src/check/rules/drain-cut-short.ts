import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const drainCutShort: Rule = {
  id: 'drain-cut-short',
  severity: Severity.WARNING,
  title: 'pods are killed before they finish their requests',
  why: 'The wait of a preStop hook counts against the grace period. If it uses up the grace period, Kubernetes kills the app in the middle of its requests.',
  check: ({ after }) =>
    [...after.deployments.values()].flatMap((deployment) => {
      const { preStopSeconds, graceSeconds } = deployment.template.pod;
      if (preStopSeconds === undefined || preStopSeconds < graceSeconds) return [];
      return {
        object: deployment,
        message: `pods of ${describeObject(deployment)} wait ${preStopSeconds} s before they end (preStop), and are killed after ${graceSeconds} s: 0 s are left for open requests`,
        fix: `set terminationGracePeriodSeconds: ${preStopSeconds + DEFAULT_GRACE_SECONDS}, or wait for less than ${graceSeconds} s`,
        field: ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'],
      };
    }),
};

/** The time that an app has to shut down by default, in seconds. */
const DEFAULT_GRACE_SECONDS = 30;
