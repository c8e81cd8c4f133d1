/**
 * The input that cdk8s-cli gives a validation plugin, as far as this one uses it. The package does not depend on
 * cdk8s-cli.
 *
 * @see https://github.com/cdk8s-team/cdk8s-cli/blob/2.x/src/plugins/validation.ts
 */
export interface ValidationContext {
  /** The paths of the manifests, from the working directory. */
  readonly manifests: readonly string[];
  /** The paths of the constructs, by the names of their objects. */
  readonly metadata?: Readonly<Record<string, { readonly path: string }>>;
  /** Whether the user passed `--stdout`. */
  readonly stdout?: boolean;
  readonly report: ValidationReport;
  readonly logger: { log(message: string): void };
}

interface ValidationReport {
  addViolation(violation: {
    readonly ruleName: string;
    readonly recommendation: string;
    readonly fix: string;
    readonly violatingResources: readonly ValidationResource[];
  }): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/** A resource that a violation is about. */
export interface ValidationResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}
