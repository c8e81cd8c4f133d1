/**
 * The annotation of a Service that names the Deployment of the current version while a release is under way. By it, an abort is told
 * from a release where neither labels nor images say which version is older.
 */
export const CURRENT_ANNOTATION = 'cdk8s-rollouts/current';
