import { checkRollout, type ServiceReport } from '../src';
import { applyStage } from './apply-stage';
import { type Waiting, waitUntilAtRest } from './at-rest';
import type { Cluster } from './cluster';
import type { EndpointWatch } from './endpoint-watch';
import { isOf, type KubeObject, SERVICES } from './kinds';
import { type ObservedService, observeService } from './observed-service';
import { unsoundness } from './unsound';

/** What was predicted and what was seen of one Service while one stage took the place of another. */
export interface ObservedMove {
  readonly predicted: ServiceReport;
  readonly seen: ObservedService;
  /** What was seen and should not be possible, in a sentence each. */
  readonly problems: string[];
}

export type Order = Parameters<typeof applyStage>[3];

/**
 * Puts one stage in the place of another that is at rest, waits until it is at rest too, and compares what its Services went
 * through with what the checker predicts.
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
