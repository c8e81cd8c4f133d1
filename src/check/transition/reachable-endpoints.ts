import type { DeploymentState, PodTemplate, ServicePort } from '../../manifests/state';
import { type ServiceChange, serviceChange, type ServiceInput } from '../../model/service-change';
import type { ServiceTransition, ServingTransition } from './service-transition';

/**
 * Predicts how many endpoints of a Service listen on its target port: it counts old and new pods under the old and the
 * new port, either of which may be in force. A container that declares no ports may listen on any number.
 */
export function reachableEndpoints(service: ServingTransition, before: ServicePort, after: ServicePort): ServiceChange {
  return serviceChange(reachableInput(service, before, after));
}

/** Returns the question behind `reachableEndpoints`: a pod that does not listen counts as not selected. */
export function reachableInput(service: ServingTransition, before: ServicePort, after: ServicePort): ServiceInput {
  const templates = new Map<string, PodTemplate>();
  for (const { deployment } of service.deployments) {
    for (const state of [deployment.before, deployment.after]) {
      if (state !== undefined) templates.set(state.template.fingerprint, state.template);
    }
  }
  const listening = (port: ServicePort, fingerprints: string[]): string[] =>
    fingerprints.filter((fingerprint) => {
      const template = templates.get(fingerprint);
      return template === undefined || listens(template, targetOf(port));
    });
  const pods = service.input.pods.map((selected) => ({
    ...selected,
    selectedBefore: listening(before, selected.selectedBefore),
    selectedAfter: listening(after, selected.selectedAfter),
  }));
  return { ...service.input, pods };
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

function listens({ ports }: PodTemplate, target: number | string | undefined): boolean {
  if (target === undefined || (typeof target === 'number' && ports.length === 0)) return true;
  return declares({ ports }, target);
}
