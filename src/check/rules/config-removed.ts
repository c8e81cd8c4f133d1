import { OWN_NAME_MAKERS } from '../../manifests/secret-makers';
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
    const { before, after } = context;
    if (before.configs.size === 0) return [];
    let makers: ReadonlyMap<string, string> | undefined;
    const makerOf = (key: string): string | undefined => (makers ??= makersOf(after)).get(key);
    // Sources that are not rendered yet may generate the object. They count only if they were there before: a change
    // must not make its own finding milder.
    const mayGenerate = before.unread.renderFirst.length > 0 && after.unread.renderFirst.length > 0;
    return [...context.rollout.deployments.values()].flatMap((deployment) =>
      removalsOf(deployment, context, makerOf).map((removal) => toFinding(removal, mayGenerate)),
    );
  },
};

/** ConfigMaps or Secrets that go, and the Deployment whose pods refer to them. */
interface Removal {
  /** Whether the new pods still need them. */
  readonly needed: boolean;
  /** The objects by kind and name, such as `ConfigMap settings`. */
  readonly references: string[];
  /** The objects that make them from now on, such as `ExternalSecret settings`. @default - none */
  readonly makers?: string[];
  readonly object: DeploymentState;
}

function removalsOf(
  deployment: DeploymentTransition,
  { before, after }: CheckContext,
  makerOf: (key: string) => string | undefined,
): Removal[] {
  const { before: old, after: object, change } = deployment;
  // Pods that are all removed need nothing any more, and a Deployment without pods loses nothing.
  if (old === undefined || object === undefined || change.after.high === 0) return [];
  const keyOf = (reference: string): string => {
    const [kind = '', name = ''] = reference.split(' ');
    return `${kind} ${old.namespace}/${name}`;
  };
  const isRemoved = (reference: string): boolean =>
    before.configs.has(keyOf(reference)) && !after.configs.has(keyOf(reference));
  const isMade = (reference: string): boolean => makerOf(keyOf(reference)) !== undefined;
  const needed = object.template.configs.filter(isRemoved);
  const known = new Set(needed);
  const left =
    change.before.high > 0
      ? old.template.configs.filter((reference) => !known.has(reference) && isRemoved(reference))
      : [];
  const made = [...needed, ...left].filter(isMade);
  const removals = [
    { needed: true, references: needed.filter((reference) => !isMade(reference)), object },
    { needed: false, references: left.filter((reference) => !isMade(reference)), object },
    { needed: false, references: made, makers: made.map((reference) => makerOf(keyOf(reference)) ?? ''), object },
  ];
  return removals.filter(({ references }) => references.length > 0);
}

function toFinding({ needed, references, makers, object }: Removal, mayGenerate: boolean): RuleFinding {
  const name = describeObject(object);
  const what = enumerate(references);
  const isOne = references.length === 1;
  const [is, it] = isOne ? ['is', 'it'] : ['are', 'them'];
  const isGone = references.some(isGenerated);
  const place = { object, field: ['spec', 'template'] };
  if (makers !== undefined) {
    const who = enumerate(makers);
    return {
      ...place,
      severity: Severity.INFO,
      message: `${what} ${is} removed, but ${who} ${isOne ? 'makes' : 'make'} ${it} from now on: pods of ${name} that start before ${isOne ? 'it is' : 'they are'} made wait for ${it}`,
      fix: `let ${who} make ${it} before ${what} ${is} removed from the cluster`,
    };
  }
  if (needed) {
    return {
      ...place,
      severity: mayGenerate ? Severity.INFO : undefined,
      message: `${what} ${is} removed, but ${name} still needs ${it}: none of the new pods can start`,
      fix: isGone
        ? `refer in the pod template to the name that replaces ${what}, or keep ${it} by hand`
        : `keep ${what}, or take ${it} out of the pod template first`,
    };
  }
  return {
    ...place,
    message: `${what} ${is} removed in the same change in which ${name} stops using ${it}: the old pods continue without ${it}, but one that restarts meanwhile can't start`,
    fix: isGone
      ? `generated names change with the data, so keep ${what} in the cluster: apply without pruning (Argo CD: Prune=false on ${it}), and delete ${it} once the new pods have replaced the old ones`
      : `keep ${what} until the new pods have replaced the old ones; remove ${it} in a later stage`,
    severity: mayGenerate ? Severity.INFO : Severity.WARNING,
  };
}

/** Returns the custom resources that make a Secret, by the key of the Secret: `Secret namespace/name`. */
function makersOf({ customNames, madeSecrets }: ManifestState): Map<string, string> {
  const makers = new Map<string, string>();
  for (const [secret, maker] of madeSecrets) makers.set(`Secret ${secret}`, maker);
  for (const [namespace, kinds] of customNames) {
    for (const kind of OWN_NAME_MAKERS) {
      for (const name of kinds.get(kind) ?? []) makers.set(`Secret ${namespace}/${name}`, `${kind} ${name}`);
    }
  }
  return makers;
}

/**
 * Reports whether a name ends in a hash of the content, as kustomize and many charts write it. New content has a new
 * name.
 */
function isGenerated(reference: string): boolean {
  const suffix = /-([a-z0-9]{8,10})$/.exec(reference)?.[1] ?? '';
  return /\d/.test(suffix) && /[a-z]/.test(suffix);
}
