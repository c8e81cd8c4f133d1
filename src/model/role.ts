/** The annotation that says what a Service is for, where it is not for the users of the app. */
export const ROLE_ANNOTATION = 'cdk8s-rollouts/role';

/** What a Service is for. */
export enum Role {
  /** It reaches the idle color of a blue/green release, for tests. No user depends on it. */
  PREVIEW = 'preview',
  /** It reaches the stable version of a canary release alone, beside the Service that users reach. */
  STABLE = 'stable',
  /** It reaches the canary alone, beside the Service that users reach. */
  CANARY = 'canary',
}
