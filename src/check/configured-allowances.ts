import type { Allowance, CheckResult } from './check-result';
import type { Finding } from './finding';

/** A finding that the settings of a repository allow, with a reason and a last day. */
export interface ConfiguredAllowance {
  /** The id of the rule. */
  readonly rule: string;
  /** The resource, as findings name it: `Service shop/web`. A `*` at the end matches any ending. */
  readonly resource: string;
  readonly reason: string;
  /** The last day on which it applies: `2027-03-31`. */
  readonly until: string;
}

/**
 * Returns a result without the findings that the settings allow. The allowances list them instead.
 *
 * @param allowances the allowances of the settings, each at most once in the result
 * @param today the current day, as `2026-11-24`: an allowance applies up to and including its last day
 */
export function applyAllowances(result: CheckResult, allowances: ConfiguredAllowance[], today: string): CheckResult {
  const current = allowances.filter(({ until }) => until >= today);
  const applied = current.map((allowance): Allowance => {
    const silenced = [...result.findings, ...result.existing].filter((finding) => matches(allowance, finding));
    return { resource: allowance.resource, annotation: describeAllowance(allowance), added: false, silenced };
  });
  const remains = (finding: Finding): boolean => !current.some((allowance) => matches(allowance, finding));
  return {
    ...result,
    findings: result.findings.filter(remains),
    existing: result.existing.filter(remains),
    allowances: [...result.allowances, ...applied.filter(({ silenced }) => silenced.length > 0)],
  };
}

/** Returns an allowance, as reports show it. */
function describeAllowance({ rule, reason, until }: ConfiguredAllowance): string {
  return `${rule} until ${until} (${reason})`;
}

function matches({ rule, resource }: ConfiguredAllowance, finding: Finding): boolean {
  if (rule !== finding.rule) return false;
  return resource.endsWith('*') ? finding.resource.startsWith(resource.slice(0, -1)) : finding.resource === resource;
}
