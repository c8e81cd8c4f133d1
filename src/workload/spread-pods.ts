import * as kplus from 'cdk8s-plus-28';
import type { AppOptions } from '../app/app-options';
import { Spreading } from '../app/spreading';
import type { Track } from '../app/track';
import { versionLabelKey, appLabels } from '../app/labels';

/**
 * Keeps the pods of a track away from those of the app's other versions, using only the track's own labels. A version
 * doesn't know the other versions, so its pod template stays the same when they come and go.
 */
export function separateFromOtherVersions(deployment: kplus.Deployment, app: AppOptions, track: Track): void {
  const spreading = track.options.spread?.awayFromOtherVersions;
  if (spreading === undefined) return;
  const key = versionLabelKey(app);
  const others = kplus.Pods.select(deployment, 'OtherVersions', {
    labels: appLabels(app),
    expressions: [kplus.LabelExpression.notIn(key, [String(track.matchLabels[key])])],
  });
  const weight = spreading === Spreading.PREFERRED ? 100 : undefined;
  deployment.scheduling.separate(others, { topology: kplus.Topology.HOSTNAME, weight });
}

/** Returns the constraints that keep the pods of a track apart from each other, or `undefined` for none. */
export function topologyConstraints({ options, matchLabels }: Track): kplus.k8s.TopologySpreadConstraint[] | undefined {
  const { nodes, zones } = options.spread ?? {};
  if (nodes === undefined && zones === undefined) return undefined;
  return [
    { spreading: nodes, topologyKey: 'kubernetes.io/hostname' },
    { spreading: zones, topologyKey: 'topology.kubernetes.io/zone' },
  ].flatMap(({ spreading, topologyKey }) =>
    spreading === undefined
      ? []
      : [
          {
            labelSelector: { matchLabels: { ...matchLabels } },
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: spreading === Spreading.REQUIRED ? 'DoNotSchedule' : 'ScheduleAnyway',
          },
        ],
  );
}
