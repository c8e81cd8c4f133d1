import { DEFAULT_NAMESPACE } from '../manifests/read-metadata';
import type { CustomRoute, ManifestState } from '../manifests/state';
import type { NotJudged } from './check-result';

/** Custom resources that serve requests by themselves, by kind: the Services of Knative, and the models of KServe. */
const SERVING_RESOURCES: ReadonlyMap<string, { readonly stays: string; readonly goes: string }> = new Map([
  [
    'Service',
    {
      stays: 'is a Knative Service: its controller makes the pods and the routes to them',
      goes: 'is a Knative Service that is removed: its controller removes the pods and the routes to them',
    },
  ],
  [
    'InferenceService',
    { stays: 'is served by its own controller', goes: 'is removed, and was served by its own controller' },
  ],
]);

/** Returns the custom resources that route requests by rules that are not interpreted, if these rules change. */
export function toRouting(before: ManifestState, after: ManifestState): NotJudged[] {
  if (before.services.size === 0 && after.services.size === 0) return [];
  const [old, fresh] = [routingOf(before), routingOf(after)];
  const changed = [...fresh].flatMap(([key, entry]) => {
    const known = old.get(key);
    // Without a Service in the state before, no requests were sent to one.
    if (known === undefined) return before.services.size === 0 ? [] : toRoutingEntry(entry, 'is new');
    const isSame = known.rules !== undefined && known.rules === entry.rules;
    return isSame ? [] : toRoutingEntry(entry, 'changes');
  });
  const removed = [...old].flatMap(([key, entry]) =>
    // There is no line of the new state to point at.
    fresh.has(key) ? [] : toRoutingEntry({ ...entry, file: undefined, line: undefined }, 'is removed'),
  );
  return [...changed, ...removed];
}

function toRoutingEntry({ kind, name, namespace, file, line }: CustomRoute, what: string): NotJudged {
  return {
    ...resourceOf(kind, namespace, name),
    reason: `${what}, and ${UNREAD_RULES}`,
    ...(line === undefined ? {} : { file, line }),
  };
}

const UNREAD_RULES = 'sends requests by rules that are not read';

/** Returns the resources by API group, kind and name. The rules of one that several directories contain are joined. */
function routingOf({ customRoutes }: ManifestState): Map<string, CustomRoute> {
  const byId = new Map<string, CustomRoute>();
  for (const route of customRoutes) {
    const id = `${route.group} ${route.kind} ${route.namespace}/${route.name}`;
    const other = byId.get(id);
    if (other === undefined) byId.set(id, route);
    else byId.set(id, { ...route, rules: joinRules(other.rules, route.rules) });
  }
  return byId;
}

/** Returns the rules of two copies. It is unknown which copy is applied, so a change to either one counts. */
function joinRules(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? undefined : `${one}\n${other}`;
}

/** Returns the custom resources that serve requests without a Service in the manifests, and those that did. */
export function toServingResources(before: ManifestState, after: ManifestState): NotJudged[] {
  const now = servingOf(after);
  const kept = new Set(now.map(({ id }) => id));
  const gone = servingOf(before).filter(({ id }) => !kept.has(id));
  return [
    ...now.map(({ entry, stays }) => ({ ...entry, reason: stays })),
    ...gone.map(({ entry, goes }) => ({ ...entry, reason: goes })),
  ];
}

function servingOf({ customNames }: ManifestState) {
  return [...customNames].flatMap(([namespace, kinds]) =>
    [...SERVING_RESOURCES].flatMap(([kind, reasons]) =>
      [...(kinds.get(kind) ?? [])].map((name) => {
        const id = `${kind} ${namespace}/${name}`;
        return { id, entry: resourceOf(kind, namespace, name), ...reasons };
      }),
    ),
  );
}

function resourceOf(kind: string, namespace: string, name: string): Pick<NotJudged, 'kind' | 'namespace' | 'name'> {
  return { kind, ...(namespace === DEFAULT_NAMESPACE ? {} : { namespace }), name };
}
