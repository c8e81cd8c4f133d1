/** The annotation with the role of a Service that doesn't serve the users of the app. */
export const ROLE_ANNOTATION = 'cdk8s-rollouts/role';

/** The role of a Service. */
export enum Role {
  /** The Service selects the idle color of a blue/green release, for tests. No user depends on it. */
  PREVIEW = 'preview',
  /** The Service selects only the stable version of a canary release, beside the Service that users reach. */
  STABLE = 'stable',
  /** The Service selects only the canary, beside the Service that users reach. */
  CANARY = 'canary',
}
