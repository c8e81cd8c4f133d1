import type { DeploymentTransition } from '../transition/deployment-transition';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const configRemoved: Rule = {
  id: 'config-removed',
  severity: Severity.ERROR,
  title: 'a ConfigMap or Secret is removed although pods still need it',
  why: 'A pod that starts and a container that restarts wait forever for a missing ConfigMap or Secret. Running pods continue, so no one notices until a node fails.',
  check: (context) => [...context.rollout.deployments.values()].flatMap((deployment) => removals(deployment, context)),
};

function removals(deployment: DeploymentTransition, { before, after }: CheckContext): RuleFinding[] {
  const { before: old, after: fresh, change } = deployment;
  // Pods that all go need nothing any more, and a Deployment that had none had nothing to lose.
  if (old === undefined || fresh === undefined || change.after.high === 0) return [];
  const isRemoved = (reference: string): boolean => {
    const [kind = '', name = ''] = reference.split(' ');
    const key = `${kind} ${old.namespace}/${name}`;
    return before.configs.has(key) && !after.configs.has(key);
  };
  const [oldNeeds, newNeeds] = [old.template.configs.filter(isRemoved), fresh.template.configs.filter(isRemoved)];
  return [
    ...newNeeds.map((reference) => ({
      object: fresh,
      message: `${reference} is removed, but ${describeObject(fresh)} still needs it: none of its new pods can start`,
      fix: isGenerated(reference)
        ? `refer in the pod template to the new ${reference.split(' ')[0] ?? ''}, or keep ${reference} by hand`
        : `keep ${reference}, or take it out of the pod template first`,
      field: ['spec', 'template'],
    })),
    ...oldNeeds
      .filter((reference) => !newNeeds.includes(reference) && change.before.high > 0)
      .map((reference) => ({
        object: fresh,
        message: `${reference} is removed in the same change in which ${describeObject(fresh)} stops using it: its old pods continue without it, but one that restarts meanwhile can't start`,
        fix: isGenerated(reference)
          ? `its name is generated, so keep it in the cluster: apply without pruning (Argo CD: Prune=false on it), and delete ${reference} once the new pods have replaced the old ones`
          : `keep ${reference} until the new pods have replaced the old ones; remove it in a later stage`,
        field: ['spec', 'template'],
        severity: Severity.WARNING,
      })),
  ];
}

/**
 * Reports whether a name ends in a hash of the content, as kustomize and many charts write it. New content has a new
 * name.
 */
function isGenerated(reference: string): boolean {
  const suffix = /-([a-z0-9]{8,10})$/.exec(reference)?.[1] ?? '';
  return /\d/.test(suffix) && /[a-z]/.test(suffix);
}
