import type { Construct } from 'constructs';

/**
 * Removes an unfinished construct from the tree, so that a caller who catches the error and goes on synthesizes nothing
 * half-written.
 *
 * @param subject the construct that the error names: `CanaryApp my-app`
 * @param cause the error of cdk8s-plus
 */
export function abandon(construct: Construct, subject: string, cause: unknown): never {
  construct.node.scope?.node.tryRemoveChild(construct.node.id);
  throw new Error(`${subject}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
