/** The names in the report for this package, and for this package with FastApp. */
export const OURS = 'cdk8s-rollouts';
export const FAST = 'cdk8s-rollouts, FastApp';
