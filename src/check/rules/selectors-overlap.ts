import { describeSelector, isEmptySelector, matchesLabels, selectorKey } from '../../manifests/label-selector';
import type { DeploymentState } from '../../manifests/state';
import type { Rule } from '../rule';
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
  check: ({ after }) => {
    const position = new Map([...after.deployments.keys()].map((key, index) => [key, index]));
    const isEarlier = (a: DeploymentState, b: DeploymentState): boolean =>
      (position.get(a.key) ?? 0) < (position.get(b.key) ?? 0);
    const reported = new Set<string>();
    return [...after.deployments.values()].flatMap((deployment) => {
      if (isEmptySelector(deployment.selector)) return [];
      const group = `${deployment.kind === DAEMON_SET} ${deployment.namespace} ${selectorKey(deployment.selector)}`;
      // Deployments with the same selector are reported together, at the first one.
      if (reported.has(group)) return [];
      const others = after.deploymentsByLabel
        .select(deployment.namespace, deployment.selector)
        .filter((other) => other !== deployment)
        // The pods of a DaemonSet are counted per node, and autoscalers and budgets don't apply to them.
        .filter(({ kind }) => kind === deployment.kind || (kind !== DAEMON_SET && deployment.kind !== DAEMON_SET))
        // DaemonSets of different nodes never meet, such as one for each architecture.
        .filter(({ placement }) => deployment.kind !== DAEMON_SET || placement === deployment.placement)
        // Two Deployments that select each other are reported once, at the first one.
        .filter((other) => !(isEarlier(other, deployment) && matchesLabels(other.selector, deployment.labels)));
      if (others.length === 0) return [];
      reported.add(group);
      const names = others
        .slice(0, MOST_NAMES)
        .map(({ kind, name }) => (kind === deployment.kind ? name : `${kind} ${name}`));
      const rest = others.length - names.length;
      const owners = enumerate(rest > 0 ? [...names, `${rest} more`] : names);
      return {
        object: deployment,
        message: `the selector ${describeSelector(deployment.selector)} of ${describeObject(deployment)} also matches the pods of ${owners}`,
        fix: 'give each Deployment its own label, such as version: v2, in matchLabels and on its pods; replace a running Deployment for that, because its selector is immutable',
        field: ['spec', 'selector'],
        // On the way from a Deployment to a StatefulSet both stand side by side, and each keeps to the pods that it
        // made.
        severity: others.every(({ kind, name }) => kind !== deployment.kind && name === deployment.name)
          ? Severity.INFO
          : undefined,
      };
    });
  },
};
