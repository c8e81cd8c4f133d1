export { CapacityPolicy } from './split/capacity-policy';
export type { SplitOptions } from './split/split-options';
export type { Split } from './split/split';
export { replicasForPercent } from './split/replicas-for-percent';
export type { ReplicasForPercentOptions } from './split/replicas-for-percent-options';
export { splitReplicas } from './split/split-replicas';
export { explicitSplit } from './split/explicit-split';
export type { ExplicitSplitOptions } from './split/explicit-split-options';
export { PodSecurity } from './app/pod-security';
export type { DisruptionBudgetOptions } from './app/disruption-budget';
export { DrainMethod } from './app/drain-method';
export type { SpreadOptions } from './app/spread';
export { Spreading } from './app/spreading';
export type { VersionData } from './app/version-data';
export type { VersionOptions } from './app/version-options';
export type { SmokeTestOptions } from './app/smoke-test';
export type { OwnVersionOptions, VersionProps } from './app/version-props';
export type { ServiceExposure } from './app/service-exposure';
export { TrafficPolicy } from './app/traffic-policy';
export type { AutoscalingOptions } from './app/autoscaling';
export type { AppBaseOptions, AppOptions, AppPort } from './app/app-options';
export { Color } from './plan/color';
export type { BlueGreenAppProps, ColorProps } from './blue-green/blue-green-props';
export { BlueGreenApp } from './blue-green/blue-green-app';
export type { CanaryOptions, CanaryVersionProps, CanaryAppProps, ReplicaCounts } from './canary/canary-props';
export { CanaryApp } from './canary/canary-app';
export { FastApp } from './fast-app/fast-app';
export type { CleanUp } from './plan/clean-up';
export type { StageRollback } from './plan/stage-rollback';
export type { CanaryPlan, CanaryStage } from './plan/canary-plan';
export type { CanaryPlanOptions } from './plan/canary-plan-options';
export { planCanary } from './plan/plan-canary';
export { BlueGreenPhase, type BlueGreenPlan, type BlueGreenStage } from './plan/blue-green-plan';
export type { BlueGreenPlanOptions } from './plan/blue-green-plan-options';
export { planBlueGreen } from './plan/plan-blue-green';
export { ReleaseStrategy } from './release/release-strategy';
export type { ReleaseVersion } from './release/release-version';
export type { Release } from './release/release';
export type { ReleasePlan, ReleaseStage } from './release/release-plan';
export type { ReleasePlanOptions } from './release/plan-options';
export { releaseStages } from './release/release-stages';
export type { ReleaseAppProps } from './release-app/release-app-props';
export { ReleaseApp } from './release-app/release-app';
export { Severity } from './check/severity';
export type { Counterexample, CounterexamplePods, CounterexampleStep } from './check/counterexample';
export type { Finding } from './check/finding';
export type {
  Allowance,
  CheckResult,
  LeftOut,
  NotJudged,
  PassedOver,
  ServiceReport,
  VersionReport,
} from './check/check-result';
export type { CheckOptions } from './check/check-options';
export { checkRollout } from './check/check-rollout';
export type { RolloutValidationProps } from './synth-plugin/rollout-validation-props';
export { RolloutValidation } from './synth-plugin/rollout-validation';
