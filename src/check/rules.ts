import type { Rule } from './rule';
import { autoscaledPodsLost } from './rules/autoscaled-pods-lost';
import { autoscalerFightsReplicas } from './rules/autoscaler-fights-replicas';
import { autoscalersDisagree } from './rules/autoscalers-disagree';
import { budgetBlocks } from './rules/budget-blocks';
import { budgetSpansTracks } from './rules/budget-spans-tracks';
import { capacityBelowFloor } from './rules/capacity-below-floor';
import { configRemoved } from './rules/config-removed';
import { drainCutShort } from './rules/drain-cut-short';
import { immutableField } from './rules/immutable-field';
import { immutableSelector } from './rules/immutable-selector';
import { missingDependency } from './rules/missing-dependency';
import { namespaceRemoved } from './rules/namespace-removed';
import { networkPolicyShutsOut } from './rules/network-policy-shuts-out';
import { noReadyEndpoints } from './rules/no-ready-endpoints';
import { notAtRest } from './rules/not-at-rest';
import { notReadyPublished } from './rules/not-ready-published';
import { portsMoveWithPods } from './rules/ports-move-with-pods';
import { probePortMissing } from './rules/probe-port-missing';
import { readinessProbeMissing } from './rules/readiness-probe-missing';
import { refusedByApiServer } from './rules/refused-by-api-server';
import { releaseBypassed } from './rules/release-bypassed';
import { replicasRemoved } from './rules/replicas-removed';
import { rollbackLost } from './rules/rollback-lost';
import { rolloutStuck } from './rules/rollout-stuck';
import { routePortMissing } from './rules/route-port-missing';
import { routeRemoved } from './rules/route-removed';
import { routeShareUnlikePods } from './rules/route-share-unlike-pods';
import { routeToUnready } from './rules/route-to-unready';
import { selectorsOverlap } from './rules/selectors-overlap';
import { serviceNarrowed } from './rules/service-narrowed';
import { servicePortRemoved } from './rules/service-port-removed';
import { serviceRemoved } from './rules/service-removed';
import { serviceSelectsForeignPods } from './rules/service-selects-foreign-pods';
import { serviceSelectsNothing } from './rules/service-selects-nothing';
import { shareJump } from './rules/share-jump';
import { shareNotByPods } from './rules/share-not-by-pods';
import { strategyGap } from './rules/strategy-gap';
import { switchBehindLoadBalancer } from './rules/switch-behind-load-balancer';
import { switchToSmaller } from './rules/switch-to-smaller';
import { switchToUnready } from './rules/switch-to-unready';
import { targetPortMissing } from './rules/target-port-missing';
import { templateChangedWithSwitch } from './rules/template-changed-with-switch';
import { unreadableManifest } from './rules/unreadable-manifest';
import { unknownAllowance } from './rules/unknown-allowance';

/** All rules: first the effects that users would notice, then the loss of safety, then faults of the new state. */
export const RULES: Rule[] = [
  noReadyEndpoints,
  capacityBelowFloor,
  strategyGap,
  notAtRest,
  switchToUnready,
  routeToUnready,
  templateChangedWithSwitch,
  switchToSmaller,
  switchBehindLoadBalancer,
  immutableSelector,
  immutableField,
  refusedByApiServer,
  missingDependency,
  serviceRemoved,
  namespaceRemoved,
  serviceNarrowed,
  servicePortRemoved,
  routeRemoved,
  routePortMissing,
  portsMoveWithPods,
  configRemoved,
  rolloutStuck,
  drainCutShort,
  notReadyPublished,
  readinessProbeMissing,
  probePortMissing,
  networkPolicyShutsOut,
  rollbackLost,
  releaseBypassed,
  shareJump,
  routeShareUnlikePods,
  replicasRemoved,
  selectorsOverlap,
  serviceSelectsNothing,
  serviceSelectsForeignPods,
  targetPortMissing,
  shareNotByPods,
  autoscalerFightsReplicas,
  autoscaledPodsLost,
  autoscalersDisagree,
  budgetBlocks,
  budgetSpansTracks,
  unreadableManifest,
  unknownAllowance,
];

export const RULE_IDS: string[] = RULES.map(({ id }) => id);
