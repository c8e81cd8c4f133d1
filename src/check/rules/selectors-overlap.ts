import { describeSelector, isEmptySelector, matchesLabels } from '../../manifests/label-selector';
import type { FieldPath } from '../../manifests/manifest';
import type { DeploymentState, ManifestState } from '../../manifests/state';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

/** The most names in a message. */
const MOST_NAMES = 3;

const DAEMON_SET = 'DaemonSet';

export const selectorsOverlap: Rule = {
  id: 'selectors-overlap',
  severity: Severity.ERROR,
  title: "a Deployment selects another Deployment's pods",
  why: "Kubernetes doesn't stop two Deployments from selecting the same pods. Autoscalers, budgets and kubectl then count the pods of both, and the controllers can fight over them.",
  check: (context) => {
    const position = new Map([...context.after.deployments.keys()].map((key, index) => [key, index]));
    const isEarlier = (a: DeploymentState, b: DeploymentState): boolean =>
      (position.get(a.key) ?? 0) < (position.get(b.key) ?? 0);
    return [...context.after.deployments.values()].flatMap((deployment) => {
      if (isEmptySelector(deployment.selector)) return [];
      const others = context.after.deploymentsByLabel
        .select(deployment.namespace, deployment.selector)
        .filter((other) => other !== deployment && mayMeet(deployment, other))
        // Two Deployments that select each other are reported once, at the first one.
        .filter((other) => !(isEarlier(other, deployment) && matchesLabels(other.selector, deployment.labels)));
      const isKnown = (other: DeploymentState): boolean => overlapsIn(context.before, deployment, other);
      // A Deployment that joins is a finding of its own: the check lists those of the state before apart, by field.
      return [
        ...toFindings(deployment, others.filter(isKnown), ['spec', 'selector', 'matchLabels']),
        ...toFindings(
          deployment,
          others.filter((other) => !isKnown(other)),
          ['spec', 'selector'],
        ),
      ];
    });
  },
};

function mayMeet(deployment: DeploymentState, other: DeploymentState): boolean {
  // The pods of a DaemonSet are counted per node, and autoscalers and budgets don't apply to them.
  if (deployment.kind !== other.kind) return deployment.kind !== DAEMON_SET && other.kind !== DAEMON_SET;
  // DaemonSets of different nodes never meet, such as one for each architecture.
  return deployment.kind !== DAEMON_SET || deployment.placement === other.placement;
}

function overlapsIn({ deployments }: ManifestState, deployment: DeploymentState, other: DeploymentState): boolean {
  const [first, second] = [deployments.get(deployment.key), deployments.get(other.key)];
  return (
    first !== undefined &&
    second !== undefined &&
    mayMeet(first, second) &&
    matchesLabels(first.selector, second.labels)
  );
}

function toFindings(deployment: DeploymentState, others: DeploymentState[], field: FieldPath): RuleFinding[] {
  if (others.length === 0) return [];
  const names = others
    .slice(0, MOST_NAMES)
    .map(({ kind, name }) => (kind === deployment.kind ? name : `${kind} ${name}`));
  const rest = others.length - names.length;
  const owners = enumerate(rest > 0 ? [...names, `${rest} more`] : names);
  // On the way from a Deployment to a StatefulSet both stand side by side, and each keeps to the pods that it made.
  const isMove = others.every(({ kind, name }) => kind !== deployment.kind && name === deployment.name);
  return [
    {
      object: deployment,
      message: `the selector ${describeSelector(deployment.selector)} of ${describeObject(deployment)} also matches the pods of ${owners}`,
      fix: 'give each Deployment its own label, such as version: v2, in matchLabels and on its pods; replace a running Deployment for that, because its selector is immutable',
      field,
      severity: isMove ? Severity.INFO : undefined,
    },
  ];
}
