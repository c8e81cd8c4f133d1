import { adopt } from '../manifests/adopt';
import type { ObjectId } from '../manifests/manifest';
import { type ManifestState, objectsOf } from '../manifests/state';
import { docsUrl } from '../text/docs-url';
import { describeObject } from '../text/words';
import { isAllowed, type ObjectFinding, toAllowances, withoutRepeats, withoutRoles } from './allowances';
import { toAssumptions } from './assumptions';
import { type CheckOptions, type ResolvedCheckOptions, resolveCheckOptions } from './check-options';
import type { CheckResult } from './check-result';
import { counterexample } from './counterexample';
import { splitExisting } from './existing';
import { byWorst, type Finding } from './finding';
import { toNotJudged } from './not-judged';
import { placeOf } from './place';
import type { CheckContext, Rule, RuleFinding } from './rule';
import { RULE_IDS, RULES } from './rules';
import { toServiceReports } from './service-reports';
import { Severity } from './severity';
import { toRollout } from './transition/transition';

/**
 * Predicts the effects of a change between two states that have been read.
 *
 * @throws if an option is out of range
 */
export function checkStates(
  stateBefore: ManifestState,
  stateAfter: ManifestState,
  options: CheckOptions = {},
): CheckResult {
  const [before, after] = settle(stateBefore, stateAfter);
  const resolved = resolveCheckOptions(options, RULE_IDS);
  const context = toContext(before, after, resolved);
  const found = runRules(context);
  const reported = found.filter((finding) => !isAllowed(finding));
  const { fresh, existing } = splitExisting(reported, () => runRules(toContext(before, before, resolved)));
  const findings = withoutRepeats(fresh);
  return {
    findings: toSorted(findings),
    // A new finding must not vanish because an old one has the same cause.
    existing: toSorted(withoutRepeats(existing, findings)),
    services: toServiceReports(context.rollout),
    notJudged: toNotJudged(before, after, context.rollout),
    ...toInputReport(after),
    allowances: toAllowances(context, found.filter(isAllowed), findUnserved(context)),
    assumptions: toAssumptions(context.rollout, resolved),
  };
}

/**
 * Fills in the objects that can't be read, or that differ between directories. In the new state they stay as they were,
 * because the API server refuses the change. In the state before, they count as equal to the new state. Live objects
 * that another object keeps stay as well, although no manifest contains them.
 */
function settle(before: ManifestState, after: ManifestState): [ManifestState, ManifestState] {
  const owned = objectsOf(before).filter((object) => object.owned);
  return [adopt(before, after, unknownIn(before)), adopt(after, before, [...unknownIn(after), ...owned])];
}

/** Returns the objects whose form is not known: unreadable ones, and those that differ between directories. */
function unknownIn({ unread: { subjects, ambiguous } }: ManifestState): ObjectId[] {
  return [...subjects, ...ambiguous.flatMap(({ subject }) => subject ?? [])];
}

function toInputReport({ unread }: ManifestState): Pick<CheckResult, 'leftOut' | 'passedOver' | 'renderFirst'> {
  return {
    leftOut: unread.leftOut.map(({ file, line, message }) => ({ message, file, line })),
    passedOver: [...unread.passedOver].map(([what, count]) => ({ what, count })),
    renderFirst: unread.renderFirst,
  };
}

function toContext(before: ManifestState, after: ManifestState, options: ResolvedCheckOptions): CheckContext {
  return { before, after, rollout: toRollout(before, after, options.syncWaves), options, ruleIds: RULE_IDS };
}

/** Returns the findings about the Services with a role that there would be if they served users. */
function findUnserved(context: CheckContext): ObjectFinding[] {
  const serving = withoutRoles(context);
  if (serving === undefined) return [];
  const keys = serving.after.services;
  return runRules(serving).filter(
    (found) => found.object.kind === 'Service' && keys.has(found.object.key) && !isAllowed(found),
  );
}

function runRules(context: CheckContext): ObjectFinding[] {
  return RULES.flatMap((rule) => {
    const stated = context.options.severities[rule.id];
    if (stated === Severity.OFF) return [];
    return rule.check(context).map((found) => toFinding(rule, found, stated));
  });
}

function toFinding(rule: Rule, found: RuleFinding, stated: Severity | undefined): ObjectFinding {
  const { object, message, fix, field = [], saidBy = [], sequence } = found;
  const steps = sequence && counterexample(sequence);
  const finding = {
    rule: rule.id,
    severity: stated ?? found.severity ?? rule.severity,
    resource: describeObject(object),
    message,
    fix,
    explanation: rule.why,
    docs: docsUrl(`docs/rules/${rule.id}.md`),
    ...placeOf(object, field),
    ...(steps === undefined ? {} : { counterexample: steps }),
  };
  return { object, field, saidBy, finding };
}

/** Sorts by severity and resource; findings with the same of both stay in the order of the rules. */
function toSorted(found: ObjectFinding[]): Finding[] {
  return found.map(({ finding }) => finding).sort(byWorst);
}
