import { checkRollout, type ServiceReport } from '../src';
import { applyStage } from './apply-stage';
import { type Waiting, waitUntilAtRest } from './at-rest';
import type { Cluster } from './cluster';
import type { EndpointWatch } from './endpoint-watch';
import { isOf, type KubeObject, SERVICES } from './kinds';
import { type ObservedService, observeService } from './observed-service';
import { unsoundness } from './unsound';

/** The prediction and the observation of one Service while one stage replaced another. */
export interface ObservedMove {
  readonly predicted: ServiceReport;
  readonly seen: ObservedService;
  /** A sentence for each observation that the prediction rules out. */
  readonly problems: string[];
}

export type Order = Parameters<typeof applyStage>[3];

/**
 * Replaces a stage at rest by another one, waits until that is at rest, too, and compares the observations of its
 * Services with the checker's predictions.
 */
export async function move(
  cluster: Cluster,
  watch: EndpointWatch,
  before: KubeObject[],
  after: KubeObject[],
  { order, ...waiting }: Waiting & { readonly order?: Order } = {},
): Promise<ObservedMove[]> {
  const { services } = checkRollout(before, after);
  const marks = services.map(({ name }) => watch.mark(name));
  const existed = new Set(before.filter((object) => isOf(SERVICES, object)).map(({ metadata }) => metadata.name));
  await applyStage(cluster, before, after, order);
  await waitUntilAtRest(cluster, watch, after, waiting);
  return services.map((predicted, index) => {
    const samples = watch.since(marks[index]!, !existed.has(predicted.name));
    const seen = observeService(watch, predicted, samples);
    return { predicted, seen, problems: unsoundness(predicted, seen) };
  });
}
