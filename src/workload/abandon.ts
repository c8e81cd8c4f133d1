import type { Construct } from 'constructs';

/**
 * Takes a construct that could not be finished out of the tree again, so that whoever catches the error and goes on
 * synthesizes nothing half-written.
 *
 * @param subject whose error it is: `CanaryApp my-app`
 * @param cause what cdk8s-plus did not take
 */
export function abandon(construct: Construct, subject: string, cause: unknown): never {
  construct.node.scope?.node.tryRemoveChild(construct.node.id);
  throw new Error(`${subject}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
