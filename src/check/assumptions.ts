import type { ResolvedCheckOptions } from './check-options';
import type { SelectedDeployment } from './transition/service-transition';
import type { Rollout } from './transition/transition';

/** Returns the assumptions of the prediction that matter for this change. */
export function toAssumptions({ deployments, services }: Rollout, { syncWaves }: ResolvedCheckOptions): string[] {
  const judged = [...services.values()].filter((service) => service.deployments.length > 0);
  const selected = new Set(judged.flatMap((service) => service.deployments.map(({ deployment }) => deployment.key)));
  const changes = [...deployments.values()].filter(({ key }) => selected.has(key));
  const moving = judged.some(({ change, switched }) => switched || change.lowest !== change.highest);
  const starting = changes.some(
    ({ change, templateChanged }) => templateChanged || change.after.high > change.before.low,
  );
  const ordered = [...changes, ...judged.flatMap(({ before, after }) => after ?? before ?? [])].some(
    ({ wave }) => wave !== 0,
  );
  return [
    ...(moving && judged.some(({ change, deployments: selected }) => change.before.low > 0 && selected.some(isGuessed))
      ? ['all pods of the state before are ready']
      : []),
    ...changes.flatMap(({ assumedNodes, key }) =>
      assumedNodes === undefined ? [] : [`${withoutNamespace(key)} runs on ${assumedNodes} nodes`],
    ),
    ...(starting ? ['readiness probes tell the truth'] : []),
    ...(changes.some(({ autoscaled }) => autoscaled) ? ['autoscalers stay within their bounds'] : []),
    ...(syncWaves && moving && ordered ? ['Argo CD applies the sync waves one after another'] : []),
  ];
}

/** Returns a key as words of a sentence: `DaemonSet shop/web` becomes DaemonSet web. */
function withoutNamespace(key: string): string {
  return `${key.slice(0, key.indexOf(' '))} ${key.slice(key.lastIndexOf('/') + 1)}`;
}

/** Reports whether the number of ready pods of a Deployment is unknown. */
function isGuessed({ before, deployment }: SelectedDeployment): boolean {
  return before && deployment.before !== undefined && deployment.status === undefined;
}
