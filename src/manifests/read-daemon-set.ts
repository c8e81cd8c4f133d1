import type { Fields } from './fields';
import { fingerprint } from './fingerprint';
import { rawObject, rawValue } from './raw';
import { readDeployment } from './read-deployment';
import type { DeploymentState, StateObject } from './state';

/**
 * Reads a DaemonSet. It has one pod on each node instead of a number of replicas, and by default replaces one pod at a
 * time. Its key contains its kind, because a Deployment with the same name may exist beside it.
 *
 * Source: `SetDefaults_DaemonSet` in kubernetes/pkg/apis/apps/v1/defaults.go.
 */
export function readDaemonSet(base: StateObject, fields: Fields): DeploymentState {
  const spec = fields.object('spec');
  const update = spec.object('updateStrategy');
  const rolling = update.object('rollingUpdate');
  return {
    ...readDeployment(base, fields),
    key: `${base.kind} ${base.key}`,
    replicas: undefined,
    statesRollingUpdate: update.has('rollingUpdate'),
    strategy: {
      onDelete: update.text('type') === 'OnDelete',
      maxSurge: rolling.intOrPercent('maxSurge') ?? 0,
      maxUnavailable: rolling.intOrPercent('maxUnavailable') ?? 1,
    },
    placement: placementOf(spec.raw('template')),
  };
}

/** Returns a string that is equal for templates whose pods run on the same nodes, as far as the template decides. */
function placementOf(template: unknown): string {
  const pod = rawObject(template, 'spec');
  return fingerprint({ nodes: rawValue(pod, 'nodeSelector'), affinity: rawValue(pod, 'affinity', 'nodeAffinity') });
}
