import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import type { DisruptionBudgetOptions } from '../app/disruption-budget';
import type { Track } from '../app/track';
import { trackMetadata } from './track-metadata';

/**
 * Adds the PodDisruptionBudget of one track, named like its Deployment. It exists while the track has pods. One budget
 * over both tracks would count the pods of one version as spares for the other.
 */
export function addDisruptionBudget(scope: Construct, id: string, app: AppOptions, track: Track | undefined): void {
  const budget = track?.options.disruptionBudget;
  if (track === undefined || budget === undefined || track.replicas === 0) return;
  new kplus.k8s.KubePodDisruptionBudget(scope, id, {
    metadata: trackMetadata(app, track),
    spec: { ...bounds(budget), selector: { matchLabels: { ...track.matchLabels } } },
  });
}

function bounds({ maxUnavailable, minAvailable }: DisruptionBudgetOptions): kplus.k8s.PodDisruptionBudgetSpec {
  return { maxUnavailable: toKube(maxUnavailable), minAvailable: toKube(minAvailable) };
}

function toKube(bound: number | string | undefined): kplus.k8s.IntOrString | undefined {
  if (bound === undefined) return undefined;
  return typeof bound === 'number' ? kplus.k8s.IntOrString.fromNumber(bound) : kplus.k8s.IntOrString.fromString(bound);
}
