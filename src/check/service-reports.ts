import type { VersionShare } from '../model/service-change';
import type { ServiceReport, VersionReport } from './check-result';
import { type DeploymentTransition, keyedStates } from './transition/deployment-transition';
import type { Rollout } from './transition/transition';
import { toVersionName } from './version-labels';

/** Returns the endpoints and shares of all Services that select pods of a known number. */
export function toServiceReports({ services }: Rollout): ServiceReport[] {
  return [...services.values()].flatMap((service) => {
    const { before, after, atWorst: change, deployments } = service;
    const state = after ?? before;
    if (state?.selector === undefined || deployments.length === 0) return [];
    const byKey = new Map(deployments.map(({ deployment }) => [deployment.key, deployment]));
    return {
      namespace: state.namespaceStated ? state.namespace : undefined,
      name: state.name,
      servesUsers: state.servesUsers,
      removed: after === undefined,
      endpointsBefore: change.before.low,
      lowestReadyEndpoints: change.lowest,
      endpointsAfter: change.after.low,
      versions: change.versions.map((share) => toVersionReport(byKey.get(share.id), share)),
    };
  });
}

function toVersionReport(transition: DeploymentTransition | undefined, share: VersionShare): VersionReport {
  const states = transition === undefined ? [] : keyedStates(transition);
  const templates = states.map(({ state }) => state.template);
  const own = states.find(({ key }) => key === share.template)?.state;
  const first = states[0]?.state;
  const name = first?.name ?? share.id;
  return {
    version: own === undefined ? name : toVersionName(own.template, templates, name),
    kind: first?.kind ?? 'Deployment',
    deployment: name,
    percentBefore: share.before,
    percentLowest: share.lowest,
    percentHighest: share.highest,
    percentAfter: share.after,
  };
}
