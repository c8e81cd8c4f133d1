const REPOSITORY = 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main';

/**
 * Returns the URL of a page of the documentation, such as `docs/rules/share-jump.md`. The package does not contain
 * these pages.
 */
export function docsUrl(docs: string): string {
  return `${REPOSITORY}/${docs}`;
}
