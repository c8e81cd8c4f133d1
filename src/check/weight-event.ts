import { describeObject, percent, plural } from '../text/words';
import type { SequenceRequest } from './counterexample';
import type { RouteShare } from './route-shares';
import type { Rollout } from './transition/transition';

/** Returns the event that a route sends a Service another share of the requests, while its pods stay as they are. */
export function weightEvent({ services }: Rollout, share: RouteShare, was: number): SequenceRequest | undefined {
  const service = services.get(share.service);
  if (service === undefined || service.otherPods) return undefined;
  const pods = plural(service.change.after.low, 'ready pod');
  const event = `${describeObject(share.route)} sends ${percent(share.percent)} instead of ${percent(was)} to ${pods}`;
  return { kind: 'event', service, event, from: 'before' };
}
