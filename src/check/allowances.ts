import { type FieldPath, idOf } from '../manifests/manifest';
import { type ManifestState, objectsOf, type ServiceState, type StateObject } from '../manifests/state';
import { ROLE_ANNOTATION } from '../model/role';
import { describeObject } from '../text/words';
import { ALLOW_ANNOTATION, allowedRules } from './allowance';
import type { Allowance } from './check-result';
import type { Finding } from './finding';
import { placeOf } from './place';
import type { CheckContext, OtherFinding } from './rule';
import { severityRank } from './severity';
import { addTo } from '../text/lists-by-key';

/** A finding, with the object and field that it is about. */
export interface ObjectFinding {
  readonly object: StateObject;
  readonly field: FieldPath;
  /** Findings that have the same cause. If one of them is reported, this one is not. */
  readonly saidBy: readonly OtherFinding[];
  readonly finding: Finding;
}

/**
 * Returns the findings, except those whose cause another finding of the same or a worse severity reports. Each one that
 * is left out leads to one that stays: of findings that name each other, the first one stays.
 *
 * @param others further findings that may report a cause, all of which stay
 */
export function withoutRepeats(findings: ObjectFinding[], others: readonly ObjectFinding[] = []): ObjectFinding[] {
  const byKey = new Map<string, ObjectFinding[]>();
  for (const one of [...findings, ...others]) addTo(byKey, repeatKey(one.finding.rule, one.object), one);
  const left = new Set<ObjectFinding>();
  const isSaid = (one: ObjectFinding, seen: Set<ObjectFinding>): boolean =>
    one.saidBy.some(({ rule, object }) =>
      byKey.get(repeatKey(rule, object))?.some((cause) => {
        if (seen.has(cause) || rankOf(cause) < rankOf(one)) return false;
        seen.add(cause);
        return !left.has(cause) || isSaid(cause, seen);
      }),
    );
  for (const one of [...findings].reverse()) if (isSaid(one, new Set([one]))) left.add(one);
  return findings.filter((one) => !left.has(one));
}

function rankOf({ finding }: ObjectFinding): number {
  return severityRank(finding.severity);
}

function repeatKey(rule: string, object: StateObject): string {
  return `${rule} ${idOf(object)}`;
}

/** Reports whether the object of a finding allows its rule. */
export function isAllowed({ object, finding }: ObjectFinding): boolean {
  return allowedRules(object).includes(finding.rule);
}

/**
 * Returns all annotations of the new state that silence rules, with the findings that each one silences.
 *
 * @param silenced the findings that `cdk8s-rollouts/allow` silenced
 * @param unserved the findings that there would be if the Services with a role served users
 */
export function toAllowances(
  { before, after }: CheckContext,
  silenced: ObjectFinding[],
  unserved: ObjectFinding[],
): Allowance[] {
  const known = new Map(objectsOf(before).map((object) => [idOf(object), object]));
  const toAllowance = (object: StateObject, annotation: string, findings: Finding[]): Allowance => ({
    resource: describeObject(object),
    annotation: `${annotation}: ${object.annotations[annotation] ?? ''}`,
    added: known.get(idOf(object))?.annotations[annotation] !== object.annotations[annotation],
    silenced: findings,
    ...placeOf(object, ['metadata', 'annotations', annotation]),
  });
  const byAllow = groupByObject(silenced);
  const byRole = groupByObject(unserved);
  return objectsOf(after).flatMap((object) => [
    ...(allowedRules(object).length > 0
      ? [toAllowance(object, ALLOW_ANNOTATION, byAllow.get(idOf(object)) ?? [])]
      : []),
    ...(hasRole(after, object) ? [toAllowance(object, ROLE_ANNOTATION, byRole.get(idOf(object)) ?? [])] : []),
  ]);
}

/**
 * Returns the context with only the Services that have a role, as if they served users, so that the rules report the
 * findings that the role silences. Returns `undefined` if no Service has a role.
 */
export function withoutRoles(context: CheckContext): CheckContext | undefined {
  const { after, rollout } = context;
  const services = new Map<string, ServiceState>();
  for (const [key, service] of after.services)
    if (!service.servesUsers) services.set(key, { ...service, servesUsers: true });
  if (services.size === 0) return undefined;
  const transitions = [...rollout.services].flatMap(([key, transition]) => {
    const serving = services.get(key);
    return serving === undefined ? [] : [[key, { ...transition, after: serving }] as const];
  });
  return { ...context, after: { ...after, services }, rollout: { ...rollout, services: new Map(transitions) } };
}

function hasRole({ services }: ManifestState, object: StateObject): boolean {
  return object.kind === 'Service' && services.get(object.key)?.servesUsers === false;
}

function groupByObject(findings: ObjectFinding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const { object, finding } of findings) addTo(groups, idOf(object), finding);
  return groups;
}
