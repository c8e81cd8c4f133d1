import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { RULE_IDS } from '../../src/check/rules';
import { Severity } from '../../src/check/severity';
import { CORPUS, toYaml } from './corpus';

/** Changes with two separate causes, each of which would be a finding by itself. */
const TWO_CAUSES: Readonly<Record<string, readonly [string, string]>> = {
  'a canary leaps': ['capacity-below-floor', 'share-jump'],
  'autoscalers disagree': ['autoscalers-disagree', 'replicas-removed'],
};

describe('a change that breaks something', () => {
  it.each(CORPUS)('$name: is named by $finds', ({ before, after, finds: [rule, numbers] }) => {
    const found = checkRollout(before, after).findings.filter((finding) => finding.rule === rule);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(numbers);
  });

  it.each(CORPUS)('$name: is named from YAML as from objects', ({ before, after, finds: [rule] }) => {
    const found = checkRollout(toYaml(before), toYaml(after)).findings.filter((finding) => finding.rule === rule);
    expect(found.map(({ message }) => message)).toEqual(
      checkRollout(before, after).findings.flatMap((finding) => (finding.rule === rule ? finding.message : [])),
    );
  });

  it.each(CORPUS)('$name: has one finding for its cause', ({ name, before, after, finds: [rule] }) => {
    const found = checkRollout(before, after).findings.filter(
      (finding) => finding.rule === rule || finding.severity !== Severity.INFO,
    );
    const [first, second] = TWO_CAUSES[name] ?? [rule];
    expect(found.map((finding) => finding.rule).sort()).toEqual(second === undefined ? [first] : [first, second]);
  });

  it.each(CORPUS)('$name: has no findings if nothing changes', ({ after }) => {
    expect(checkRollout(after, after).findings).toEqual([]);
  });
});

describe('a twin that breaks nothing', () => {
  it.each(CORPUS)('$name: is silent', ({ before, quietFrom = before, quiet }) => {
    const found = checkRollout(quietFrom, quiet).findings.filter(({ severity }) => severity !== Severity.INFO);
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

describe('the corpus', () => {
  it('has at least 110 changes, and names existing rules', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(110);
    expect(CORPUS.filter(({ finds: [rule] }) => !RULE_IDS.includes(rule))).toEqual([]);
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  });
});
