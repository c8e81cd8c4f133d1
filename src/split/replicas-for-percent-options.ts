import { percentage, podCount } from '../validate/checks';
import { optionsCheck } from '../validate/shape';
import { SPLIT_POLICY } from './split-options';

/** The options of `replicasForPercent`. */
export interface ReplicasForPercentOptions {
  /** The share of the traffic that the canary should get, in percent: 0 to 100, decimals allowed. */
  readonly trafficPercent: number;
  /**
   * How far the actual percentage may be from `trafficPercent`, from 0 to 100 percentage points.
   *
   * @default 5
   */
  readonly tolerance?: number;
  /**
   * The fewest replicas that you need for other reasons, such as load: a whole number from 0 to 2147483647.
   *
   * @default 1
   */
  readonly minReplicas?: number;
}

/** Reports the problems of the options of `replicasForPercent`. */
export const replicasForPercentOptionProblems = optionsCheck<ReplicasForPercentOptions>(
  {
    trafficPercent: percentage('state the share of the traffic that the canary should get'),
    tolerance: SPLIT_POLICY.tolerance,
    minReplicas: podCount('state the minimum number of replicas, or leave it out for 1'),
  },
  ['trafficPercent'],
  '{ trafficPercent: 10 }',
);
