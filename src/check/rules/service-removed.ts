import { selectorKey } from '../../manifests/label-selector';
import type { ServiceState } from '../../manifests/state';
import { isNamespaceRemoved } from '../removed-namespace';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import type { ServiceTransition } from '../transition/service-transition';
import { describeName, describeObject, plural } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

export const serviceRemoved: Rule = {
  id: 'service-removed',
  severity: Severity.ERROR,
  title: 'a Service with ready endpoints is removed or renamed',
  why: "Clients find a Service by its name. Once the name is gone, every request to it fails, even though the pods keep running. The manifests don't show who the clients are.",
  check: (context) => {
    const routed = new Set([...context.after.routes.values()].flatMap(({ backends }) => backends));
    const fresh = newServices(context);
    return [...context.rollout.services.values()].flatMap((service) => {
      const { before, after } = service;
      if (before === undefined || after !== undefined || !before.servesUsers) return [];
      // missing-dependency covers a Service that is still referred to, and namespace-removed a removed namespace.
      if (routed.has(service.key) || isNamespaceRemoved(before.namespace, context.before, context.after)) return [];
      if (service.change.before.low === 0 && !service.otherPods) return [];
      const successor = successorOf(before, fresh);
      return successor !== undefined && isRestated(before, successor)
        ? toRestatement(service, before, successor, context)
        : toFinding(service, before, successor);
    });
  },
};

function toFinding(service: ServiceTransition, before: ServiceState, successor: ServiceState | undefined): RuleFinding {
  const name = describeObject(before);
  const endpoints = service.change.before.low;
  const had = service.otherPods ? 'its pods' : plural(endpoints, 'ready endpoint');
  if (successor !== undefined) {
    const moved =
      successor.name === before.name ? `moves to namespace ${successor.namespace}` : `is renamed to ${successor.name}`;
    return {
      object: successor,
      message: `${name} ${moved}: clients that call ${describeName(before)} lose ${had}`,
      fix: `keep ${name} beside ${describeObject(successor)} until no client calls it, and remove it in a later stage`,
      field: ['metadata', successor.name === before.name ? 'namespace' : 'name'],
      sequence: { kind: 'fewest-endpoints', service },
    };
  }
  const runOn =
    service.otherPods ||
    service.deployments.some(({ before: selected, deployment }) => selected && deployment.change.after.high > 0);
  return {
    // The finding refers to the old object, because the new state has no line for it.
    object: { ...before, source: undefined },
    message: runOn
      ? `${name} is removed, but its pods keep running: clients that call it lose ${had}`
      : `${name} is removed together with its pods: clients that call it lose ${had}`,
    fix: runOn
      ? `keep ${name} until no client calls it, and remove it in a later stage`
      : `make sure that no client calls ${name} any more; these manifests can't tell`,
    severity: runOn ? undefined : Severity.WARNING,
    sequence: { kind: 'fewest-endpoints', service },
  };
}

/** Reports whether only one of two Services states its namespace, so that they may be the same one. */
function isRestated(before: ServiceState, after: ServiceState): boolean {
  return before.name === after.name && before.namespaceStated !== after.namespaceStated;
}

function toRestatement(
  service: ServiceTransition,
  before: ServiceState,
  after: ServiceState,
  states: CheckContext,
): RuleFinding {
  const clients = `clients that call ${describeName(before)} lose ${service.otherPods ? 'its pods' : plural(service.change.before.low, 'ready endpoint')}`;
  return {
    object: after,
    message: before.namespaceStated
      ? `${describeObject(before)} no longer states its namespace: unless it is applied to ${before.namespace} all the same, ${clients}`
      : `${describeObject(before)} states its namespace now: unless it was applied to ${after.namespace} before, ${clients}`,
    fix: before.namespaceStated
      ? `state namespace: ${before.namespace} in Service ${after.name}, or apply it with --namespace ${before.namespace}`
      : `check the namespace in which Service ${before.name} runs: kubectl get service --all-namespaces`,
    field: before.namespaceStated ? ['metadata'] : ['metadata', 'namespace'],
    // A kustomization or a chart may set the namespace. It counts only if it was there before: a change must not make its
    // own finding milder.
    severity:
      states.before.unread.renderFirst.length > 0 && states.after.unread.renderFirst.length > 0
        ? Severity.INFO
        : Severity.WARNING,
  };
}

function newServices({ before, after }: CheckContext): Map<string, ServiceState[]> {
  const bySelector = new Map<string, ServiceState[]>();
  for (const service of after.services.values()) {
    if (service.selector === undefined || !service.servesUsers || before.services.has(service.key)) continue;
    addTo(bySelector, selectorKey(service.selector), service);
  }
  return bySelector;
}

/**
 * Returns the new Service that replaces a removed one: it has the same selector, or the same name in another namespace.
 */
function successorOf(before: ServiceState, fresh: Map<string, ServiceState[]>): ServiceState | undefined {
  if (before.selector === undefined) return undefined;
  const alike = fresh.get(selectorKey(before.selector)) ?? [];
  return (
    alike.find(({ namespace, headless }) => namespace === before.namespace && headless === before.headless) ??
    alike.find(({ name }) => name === before.name)
  );
}
