import type { CheckResult, ServiceReport } from '../../src/check/check-result';
import type { Finding } from '../../src/check/finding';
import { Severity } from '../../src/check/severity';

/** Returns the result of a check without findings, with some parts replaced. */
export function checkResult(parts: Partial<CheckResult> = {}): CheckResult {
  return {
    findings: [],
    existing: [],
    services: [],
    notJudged: [],
    leftOut: [],
    passedOver: [],
    renderFirst: [],
    allowances: [],
    assumptions: [],
    ...parts,
  };
}

/** A finding about the Service of `WEB_REPORT`. */
export const FINDING: Finding = {
  rule: 'capacity-below-floor',
  severity: Severity.ERROR,
  resource: 'Service shop/web',
  message: 'Service shop/web falls from 10 to 5 ready endpoints; the floor is 8',
  fix: 'insert a stage with web-v2 at 10',
  explanation: 'Too few pods are slow.',
  docs: 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/capacity-below-floor.md',
  file: 'dist/web.yaml',
  line: 12,
};

/** A Service whose v1 pods end before the v2 pods are ready. */
export const WEB_REPORT: ServiceReport = {
  namespace: 'shop',
  name: 'web',
  servesUsers: true,
  removed: false,
  endpointsBefore: 10,
  lowestReadyEndpoints: 5,
  endpointsAfter: 10,
  versions: [
    {
      version: 'v1',
      kind: 'Deployment',
      deployment: 'web-v1',
      percentBefore: 50,
      percentLowest: 0,
      percentHighest: 50,
      percentAfter: 0,
    },
    {
      version: 'v2',
      kind: 'Deployment',
      deployment: 'web-v2',
      percentBefore: 50,
      percentLowest: 50,
      percentHighest: 100,
      percentAfter: 100,
    },
  ],
};

export const ASSUMPTIONS = ['all pods of the state before are ready', 'readiness probes tell the truth'];
