import type { ManifestState } from '../manifests/state';
import { allowedRules } from './allowance';
import { type CheckOptions, resolveCheckOptions } from './check-options';
import type { CheckResult } from './check-result';
import type { Finding } from './finding';
import { toRollout } from './transition/transition';
import type { CheckContext, Rule, RuleFinding } from './rule';
import { RULE_IDS, RULES } from './rules';
import { toServiceReports } from './service-reports';
import { Severity } from './severity';
import { describeObject } from '../text/words';

const DOCS = 'docs/rules';

const RANK = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/**
 * What would happen between two states that are read already.
 *
 * @throws when an option is out of range
 */
export function checkStates(before: ManifestState, after: ManifestState, options: CheckOptions = {}): CheckResult {
  const resolved = resolveCheckOptions(options, RULE_IDS);
  const rollout = toRollout(before, after, resolved.syncWaves);
  const context: CheckContext = { before, after, rollout, options: resolved, ruleIds: RULE_IDS };
  const findings = RULES.flatMap((rule) => runRule(rule, context));
  // A stable sort: findings of one severity and resource stay in the order of the rules.
  findings.sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity) || compare(a.resource, b.resource));
  return { findings, services: toServiceReports(rollout) };
}

function runRule(rule: Rule, context: CheckContext): Finding[] {
  const stated = context.options.severities[rule.id];
  if (stated === Severity.OFF) return [];
  return rule
    .check(context)
    .filter(({ object }) => !allowedRules(object).includes(rule.id))
    .map((found) => toFinding(rule, found, stated));
}

function toFinding(rule: Rule, found: RuleFinding, stated: Severity | undefined): Finding {
  const { object, message, fix, field } = found;
  return {
    rule: rule.id,
    severity: stated ?? found.severity ?? rule.severity,
    resource: describeObject(object),
    message,
    fix,
    explanation: rule.why,
    docs: `${DOCS}/${rule.id}.md`,
    ...(object.source === undefined ? {} : { file: object.source.file, line: object.source.locate(field ?? []).line }),
  };
}

/** By code unit, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
