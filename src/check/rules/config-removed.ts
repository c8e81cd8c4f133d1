import type { DeploymentState, ManifestState } from '../../manifests/state';
import type { DeploymentTransition } from '../transition/deployment-transition';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

export const configRemoved: Rule = {
  id: 'config-removed',
  severity: Severity.ERROR,
  title: 'a ConfigMap or Secret is removed although pods still need it',
  why: 'A pod that starts and a container that restarts wait forever for a missing ConfigMap or Secret. Running pods continue, so no one notices until a node fails.',
  check: (context) => {
    const removals = new Map<string, Removal>();
    for (const deployment of context.rollout.deployments.values()) {
      for (const { needed, reference, object } of removalsOf(deployment, context)) {
        const key = `${needed} ${object.namespace} ${reference}`;
        const known = removals.get(key) ?? { needed, references: [reference], objects: [] };
        removals.set(key, { ...known, objects: [...known.objects, object] });
      }
    }
    const { renderFirst } = context.after.unread;
    return withSameObjects([...removals.values()]).map((removal) => toFinding(removal, renderFirst));
  },
};

/** ConfigMaps or Secrets that go, with the objects whose pods refer to them. */
interface Removal {
  /** Whether the new pods still need them. */
  readonly needed: boolean;
  /** Such as `ConfigMap settings`. */
  readonly references: string[];
  readonly objects: DeploymentState[];
}

interface Reference {
  readonly needed: boolean;
  readonly reference: string;
  readonly object: DeploymentState;
}

function removalsOf(deployment: DeploymentTransition, { before, after }: CheckContext): Reference[] {
  const { before: old, after: object, change } = deployment;
  // Pods that are all removed need nothing any more, and a Deployment without pods loses nothing.
  if (old === undefined || object === undefined || change.after.high === 0) return [];
  const isRemoved = (reference: string): boolean => {
    const [kind = '', name = ''] = reference.split(' ');
    const key = `${kind} ${old.namespace}/${name}`;
    return before.configs.has(key) && !after.configs.has(key) && !isMade(kind, name, old.namespace, after);
  };
  const needed = object.template.configs.filter(isRemoved);
  const left =
    change.before.high > 0
      ? old.template.configs.filter((reference) => !needed.includes(reference) && isRemoved(reference))
      : [];
  return [
    ...needed.map((reference) => ({ needed: true, reference, object })),
    ...left.map((reference) => ({ needed: false, reference, object })),
  ];
}

/** Joins the removals that concern the same objects: one change of their pods brought them all. */
function withSameObjects(removals: Removal[]): Removal[] {
  const joined = new Map<string, Removal>();
  for (const removal of removals) {
    const key = JSON.stringify([removal.needed, removal.objects.map(({ key: object }) => object)]);
    const known = joined.get(key);
    joined.set(key, { ...removal, references: [...(known?.references ?? []), ...removal.references] });
  }
  return [...joined.values()];
}

function toFinding({ needed, references, objects }: Removal, renderFirst: string[]): RuleFinding {
  const names = enumerate(objects.map(describeObject));
  const what = enumerate(references);
  const [is, it] = references.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const isOne = objects.length === 1;
  const isGone = references.some(isGenerated);
  const place = { object: objects[0]!, field: ['spec', 'template'] };
  if (needed) {
    return {
      ...place,
      // Sources that are not rendered yet may generate the object.
      severity: renderFirst.length > 0 ? Severity.INFO : undefined,
      message: `${what} ${is} removed, but ${names} still ${isOne ? 'needs' : 'need'} ${it}: none of the new pods can start`,
      fix: isGone
        ? `refer in the pod template to the name that replaces ${what}, or keep ${it} by hand`
        : `keep ${what}, or take ${it} out of the pod template first`,
    };
  }
  return {
    ...place,
    message: `${what} ${is} removed in the same change in which ${names} ${isOne ? 'stops' : 'stop'} using ${it}: the old pods continue without ${it}, but one that restarts meanwhile can't start`,
    fix: isGone
      ? `generated names change with the data, so keep ${what} in the cluster: apply without pruning (Argo CD: Prune=false on ${it}), and delete ${it} once the new pods have replaced the old ones`
      : `keep ${what} until the new pods have replaced the old ones; remove ${it} in a later stage`,
    severity: renderFirst.length > 0 ? Severity.INFO : Severity.WARNING,
  };
}

/** Reports whether a custom resource, such as an ExternalSecret, makes a Secret. */
function isMade(kind: string, name: string, namespace: string, { customResources }: ManifestState): boolean {
  if (kind !== 'Secret') return false;
  return customResources.get(namespace)?.some((resource) => resource.name === name) ?? false;
}

/**
 * Reports whether a name ends in a hash of the content, as kustomize and many charts write it. New content has a new
 * name.
 */
function isGenerated(reference: string): boolean {
  const suffix = /-([a-z0-9]{8,10})$/.exec(reference)?.[1] ?? '';
  return /\d/.test(suffix) && /[a-z]/.test(suffix);
}
