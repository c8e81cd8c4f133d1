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
 * Checks two states with other options for single namespaces.
 *
 * The rules see both states whole, once for each namespace with options of its own: an object of one namespace may depend
 * on one of another. Of each run, the findings of its namespace count.
 *
 * @param namespaces the options that differ, by namespace
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

/** `Service shop/web` is in `shop`; `Service web` states no namespace. */
function namespaceOf(resource: string): string | undefined {
  return /^\S+ ([^/\s]+)\//.exec(resource)?.[1];
}
