/** What the report calls this package, and this package in its FastApp. */
export const OURS = 'cdk8s-rollouts';
export const FAST = 'cdk8s-rollouts, FastApp';
