import { isEmptySelector, matchesLabels } from '../../manifests/label-selector';
import type { AutoscalerState, DeploymentState, DisruptionBudgetState, ServiceState } from '../../manifests/state';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const refusedByApiServer: Rule = {
  id: 'refused-by-api-server',
  severity: Severity.ERROR,
  title: 'the API server refuses an object',
  why: 'Kubernetes does not apply an invalid object, and a tool that applies many objects stops there. Part of the change is then applied, and the rest is not.',
  check: ({ after }) => [
    ...[...after.deployments.values()].flatMap(deploymentFindings),
    ...[...after.services.values()].flatMap(serviceFindings),
    ...[...after.autoscalers.values()].flatMap(autoscalerFindings),
    ...[...after.budgets.values()].flatMap(budgetFindings),
  ],
};

/** Reports invalid Deployments. Source: kubernetes/pkg/apis/apps/validation, `ValidateDeploymentSpec`. */
function deploymentFindings(deployment: DeploymentState): RuleFinding[] {
  const { selector, labels, minReadySeconds, progressDeadlineSeconds, strategy } = deployment;
  const name = describeObject(deployment);
  const { restartPolicy } = deployment.template.pod;
  const findings: RuleFinding[] = [];
  const add = (what: string, fix: string, ...field: string[]): void => {
    findings.push({ object: deployment, message: `${name} is refused: ${what}`, fix, field: ['spec', ...field] });
  };
  if (!isEmptySelector(selector) && !matchesLabels(selector, labels)) {
    add(
      'its pods do not have the labels of its selector',
      'add the labels of the selector to the pod template',
      'selector',
    );
  }
  if (deployment.kind === 'DaemonSet') {
    const { maxSurge, maxUnavailable, onDelete } = strategy;
    // `ValidateRollingUpdateDaemonSet`: a pod that surges needs the old one to stay, and one of both has to move.
    if (!onDelete && isZero(maxSurge) === isZero(maxUnavailable)) {
      const both = isZero(maxSurge) ? 'both 0, so no pod could be replaced' : 'both more than 0, and one has to be 0';
      add(`maxSurge and maxUnavailable are ${both}`, 'set one of them to 0', 'updateStrategy', 'rollingUpdate');
    }
  }
  if (deployment.kind !== 'Deployment') return findings;
  if (progressDeadlineSeconds <= minReadySeconds) {
    add(
      `progressDeadlineSeconds is ${progressDeadlineSeconds}, and minReadySeconds is ${minReadySeconds}`,
      `set progressDeadlineSeconds to more than ${minReadySeconds}`,
      'progressDeadlineSeconds',
    );
  }
  if (restartPolicy !== undefined && restartPolicy !== 'Always') {
    add(
      `restartPolicy is ${restartPolicy}, but the pods of a Deployment must always restart`,
      'remove restartPolicy, or make it a Job',
      'template',
      'spec',
      'restartPolicy',
    );
  }
  const { recreate, maxSurge, maxUnavailable } = strategy;
  if (isOverHundredPercent(maxUnavailable)) {
    add(`maxUnavailable is ${maxUnavailable}`, 'set maxUnavailable to 100% or less', 'strategy', 'rollingUpdate');
  }
  if (recreate && (maxSurge !== undefined || maxUnavailable !== undefined)) {
    add('it states rollingUpdate beside the strategy Recreate', 'remove rollingUpdate', 'strategy', 'rollingUpdate');
  } else if (isZero(maxSurge) && isZero(maxUnavailable)) {
    add(
      'maxSurge and maxUnavailable are both 0, so no pod could be replaced',
      'set maxSurge: 1',
      'strategy',
      'rollingUpdate',
    );
  }
  return findings;
}

function isOverHundredPercent(value: number | string | undefined): boolean {
  return typeof value === 'string' && Number(value.slice(0, -1)) > 100;
}

function isZero(value: number | string | undefined): boolean {
  return value === 0 || value === '0%';
}

/** Reports invalid Services. Source: kubernetes/pkg/apis/core/validation, `ValidateService`. */
function serviceFindings(service: ServiceState): RuleFinding[] {
  const { ports, type, headless } = service;
  const name = describeObject(service);
  const findings: RuleFinding[] = [];
  const add = (what: string, fix: string, ...field: (string | number)[]): void => {
    findings.push({ object: service, message: `${name} is refused: ${what}`, fix, field: ['spec', ...field] });
  };
  if (headless && (type === 'LoadBalancer' || type === 'NodePort')) {
    add(`it is of type ${type} and has clusterIP: None`, `remove clusterIP, or set type: ClusterIP`, 'clusterIP');
  }
  const unnamed = ports.findIndex((port) => port.name === undefined || port.name === '');
  if (ports.length > 1 && unnamed !== -1) {
    add(
      `it has ${ports.length} ports, and port ${ports[unnamed]?.port ?? ''} has no name`,
      'name each port',
      'ports',
      unnamed,
    );
  }
  const seen = new Set<string>();
  ports.forEach(({ port, protocol = 'TCP', name: portName }, index) => {
    const number = `${port ?? ''}/${protocol}`;
    if (port !== undefined && seen.has(number))
      add(`it has port ${number} twice`, 'remove one of them', 'ports', index);
    if (portName !== undefined && seen.has(portName)) {
      add(`two of its ports are called ${portName}`, 'rename one of them', 'ports', index, 'name');
    }
    seen.add(number);
    if (portName !== undefined) seen.add(portName);
  });
  return findings;
}

/** Reports invalid autoscalers. Source: kubernetes/pkg/apis/autoscaling/validation. */
function autoscalerFindings(scaler: AutoscalerState): RuleFinding[] {
  const { min, max } = scaler;
  if (min === 0 && !scaler.scalesToZero) {
    // Only with the feature gate HPAScaleToZero, and then with a metric that exists without pods.
    return [
      {
        object: scaler,
        message: `${describeObject(scaler)} is refused: minReplicas is 0, and none of its metrics can be read without pods`,
        fix: 'set minReplicas to 1 or more, or replicas: 0 in its target to switch both off',
        field: ['spec', 'minReplicas'],
      },
    ];
  }
  if (min <= max && max > 0) return [];
  const what = max < 1 ? `maxReplicas is ${max}` : `minReplicas is ${min}, and maxReplicas is ${max}`;
  const fix = `set maxReplicas to ${Math.max(1, min)} or more`;
  return [
    { object: scaler, message: `${describeObject(scaler)} is refused: ${what}`, fix, field: ['spec', 'maxReplicas'] },
  ];
}

/** Reports invalid budgets. Source: kubernetes/pkg/apis/policy/validation. */
function budgetFindings(budget: DisruptionBudgetState): RuleFinding[] {
  if (budget.minAvailable === undefined || budget.maxUnavailable === undefined) return [];
  return [
    {
      object: budget,
      message: `${describeObject(budget)} is refused: it states minAvailable and maxUnavailable`,
      fix: 'keep maxUnavailable, and remove minAvailable',
      field: ['spec', 'minAvailable'],
    },
  ];
}
