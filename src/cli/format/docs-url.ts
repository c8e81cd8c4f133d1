const REPOSITORY = 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main';

/** Where a section of the documentation can be read: the package does not hold it. */
export function docsUrl(docs: string): string {
  return `${REPOSITORY}/${docs}`;
}
