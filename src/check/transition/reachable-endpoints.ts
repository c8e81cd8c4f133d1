import type { DeploymentState, PodTemplate, ServicePort } from '../../manifests/state';
import { type ServiceChange, serviceChange, type ServiceInput } from '../../model/service-change';
import { keyedStates } from './deployment-transition';
import type { ServiceTransition, ServingTransition } from './service-transition';

/**
 * Predicts how many endpoints of a Service listen on its target port: it counts old and new pods under the old and the
 * new port, either of which may be in force. A container that declares no ports may listen on any number.
 */
export function reachableEndpoints(service: ServingTransition, before: ServicePort, after: ServicePort): ServiceChange {
  const input = reachableInput(service, before, after);
  return input === service.input ? service.change : serviceChange(input);
}

/**
 * Returns the question behind `reachableEndpoints`: a pod that does not listen counts as not selected. If all listen,
 * it is the question about the Service itself, which has an answer already.
 */
export function reachableInput(service: ServingTransition, before: ServicePort, after: ServicePort): ServiceInput {
  const pods = service.input.pods.map((selected, index) => {
    // The lists have the same order.
    const states = keyedStates(service.deployments[index]!.deployment);
    const all = states.map(({ state }) => state.template);
    const listening = (port: ServicePort, keys: string[]): string[] =>
      keys.filter((key) => {
        const own = states.find((keyed) => keyed.key === key);
        return own === undefined || listens(own.state.template, targetOf(port), all);
      });
    const selectedBefore = listening(before, selected.selectedBefore);
    const selectedAfter = listening(after, selected.selectedAfter);
    const allListen =
      selectedBefore.length === selected.selectedBefore.length &&
      selectedAfter.length === selected.selectedAfter.length;
    return allListen ? selected : { ...selected, selectedBefore, selectedAfter };
  });
  const isWhole = pods.every((selected, index) => selected === service.input.pods[index]);
  return isWhole ? service.input : { ...service.input, pods };
}

/** Returns the Deployments of the new state whose pods a Service sends to and that declare no such port. */
export function lackingPort({ deployments }: ServiceTransition, port: ServicePort): DeploymentState[] {
  const target = targetOf(port);
  if (target === undefined) return [];
  return deployments.flatMap(({ deployment: { after: state }, after: selected }) =>
    selected && state !== undefined && !declares(state.template, target) ? [state] : [],
  );
}

function declares({ ports }: Pick<PodTemplate, 'ports'>, target: number | string): boolean {
  return ports.some(({ name, number }) => (typeof target === 'string' ? name === target : number === target));
}

/** Returns the target port of a Service port. */
export function targetOf({ targetPort, port }: ServicePort): number | string | undefined {
  return targetPort ?? port;
}

/**
 * Reports whether pods listen on a target port, as far as the manifests tell.
 *
 * @param all the templates of the pods' Deployment before and after
 */
function listens(template: PodTemplate, target: number | string | undefined, all: PodTemplate[]): boolean {
  if (target === undefined || declares(template, target)) return true;
  if (typeof target === 'string') return false;
  if (template.ports.length === 0) return true;
  // If one of the templates declares no ports at all, assume that a number declared by none of them is open.
  return all.some(({ ports }) => ports.length === 0) && !all.some((other) => declares(other, target));
}
