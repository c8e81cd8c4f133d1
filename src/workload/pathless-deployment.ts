import { Names } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** The props of a Deployment whose selector is stated label by label. */
export type PathlessProps = kplus.DeploymentProps & { readonly select: false };

/** The functions of cdk8s that make names from construct paths. */
const names: { toLabelValue: (scope: Construct) => string } = Names;

/**
 * A cdk8s-plus Deployment without a label made from its construct path.
 *
 * cdk8s-plus makes this label in its constructor and has no option against it, even if nothing reads it: here, the
 * selector and the pods have only the labels of the version. Hashing the path takes up to a fifth of the time that the
 * constructs of an app take.
 *
 * This is a class of its own because TypeScript allows `super` inside `try` only in a class without private fields.
 */
export class PathlessDeployment extends kplus.Deployment {
  constructor(scope: Construct, id: string, props: PathlessProps) {
    const { toLabelValue } = names;
    names.toLabelValue = noLabel;
    try {
      super(scope, id, props);
    } finally {
      names.toLabelValue = toLabelValue;
    }
  }
}

function noLabel(): string {
  return '';
}
