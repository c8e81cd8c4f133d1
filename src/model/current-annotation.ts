/**
 * The annotation of a Service that names the Deployment of the current version while a release is under way. It tells
 * an abort from a release if neither labels nor images show which version is older.
 */
export const CURRENT_ANNOTATION = 'cdk8s-rollouts/current';
