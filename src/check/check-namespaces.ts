import type { ManifestState } from '../manifests/state';
import type { CheckOptions } from './check-options';
import type { CheckResult } from './check-result';
import { checkStates } from './check-states';
import { byWorst } from './finding';
import type { Severity } from './severity';

/** The options of a check that may differ from namespace to namespace. */
export interface NamespaceOptions {
  readonly maxUnavailable?: number | string;
  readonly maxShareStep?: number;
  readonly tolerance?: number;
  readonly severities?: { readonly [rule: string]: Severity };
}

/**
 * Checks two states with different options for single namespaces.
 *
 * It runs the rules over both whole states once for each namespace with its own options, because an object of one
 * namespace may depend on one of another. From each run, it keeps the findings of that namespace.
 *
 * @param namespaces the different options, by namespace
 */
export function checkNamespaces(
  before: ManifestState,
  after: ManifestState,
  options: CheckOptions,
  namespaces: Readonly<Record<string, NamespaceOptions>>,
): CheckResult {
  const names = Object.keys(namespaces);
  const base = checkStates(before, after, options);
  const runs = names.map((name) => {
    const own = namespaces[name] ?? {};
    const severities = { ...options.severities, ...own.severities };
    return only(checkStates(before, after, { ...options, ...own, severities }), (namespace) => namespace === name);
  });
  const rest = only(base, (namespace) => namespace === undefined || !names.includes(namespace));
  return {
    ...base,
    findings: [rest, ...runs].flatMap(({ findings }) => findings).sort(byWorst),
    existing: [rest, ...runs].flatMap(({ existing }) => existing).sort(byWorst),
    allowances: [rest, ...runs].flatMap(({ allowances }) => allowances),
    assumptions: [...new Set([base, ...runs].flatMap(({ assumptions }) => assumptions))],
  };
}

function only(result: CheckResult, isWanted: (namespace: string | undefined) => boolean): CheckResult {
  const wanted = ({ resource }: { readonly resource: string }): boolean => isWanted(namespaceOf(resource));
  return {
    ...result,
    findings: result.findings.filter(wanted),
    existing: result.existing.filter(wanted),
    allowances: result.allowances.filter(wanted),
  };
}

/** Returns the namespace of a resource: `Service shop/web` is in `shop`; `Service web` states no namespace. */
function namespaceOf(resource: string): string | undefined {
  return /^\S+ ([^/\s]+)\//.exec(resource)?.[1];
}
