const REPOSITORY = 'https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main';

/** Returns the address of a page of the documentation, which the package does not hold: `docs/rules/share-jump.md`. */
export function docsUrl(docs: string): string {
  return `${REPOSITORY}/${docs}`;
}
