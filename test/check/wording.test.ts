import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { CORPUS, type CorpusCase } from './corpus';

/** Returns all sentences of the rules about the corpus, with changed values. */
function sentencesOf(alter: (text: string) => string): string[] {
  const change = (objects: object[]): object[] => JSON.parse(alter(JSON.stringify(objects))) as object[];
  return CORPUS.flatMap(({ before, after }: CorpusCase) => {
    const { findings, existing } = checkRollout(change(before), change(after));
    return [...findings, ...existing].flatMap(({ message, fix }) => [message, fix]);
  });
}

const DIGEST = 'a'.repeat(64);

const SENTENCES = [
  ...sentencesOf((text) => text),
  // With one pod of everything.
  ...sentencesOf((text) => text.replaceAll(/"replicas":[2-9]/g, '"replicas":1')),
  // With digests in place of tags.
  ...sentencesOf((text) => text.replaceAll(/"image":"web:(\d)"/g, `"image":"web@sha256:${DIGEST.slice(1)}$1"`)),
  // Without labels to select by.
  ...sentencesOf((text) => text.replaceAll(/"matchLabels":{[^}]*}/g, '"matchLabels":{}')),
];

const COUNTED = '(?:ready )?(?:pod|endpoint|replica|Service|Deployment|object|label|container|node)';

describe('what the rules say', () => {
  it.each([
    ['1 pods', new RegExp(`\\b1 ${COUNTED}s\\b`)],
    ['2 pod', new RegExp(`\\b(?:0|[2-9]|[1-9]\\d+) ${COUNTED}\\b(?!s)`)],
    ['1 pod are', new RegExp(`(?<!\\d|and |, )1 ${COUNTED} (?:are|have|fall|listen|become)\\b`)],
    ['2 pods is', new RegExp(`\\b(?:[2-9]|[1-9]\\d+) ${COUNTED}s (?:is|has|falls|listens|becomes)\\b`)],
    ['a single one that is counted', /\b(?:of|its|all) 1 (?:pod|replica|Service|label)\b/],
    ['an invalid value', /undefined|null|NaN|Infinity|\[object/],
    ['a selector without labels', /selects (?:,|which)|selector (?:,|of$|$)|(?:from|to) (?:,|$)/],
    ['an end that is open', /[\s=:,(→]$|\(\)| {2}/],
    ['a digest that is not cut', /[0-9a-f]{32}/],
  ])('never has %s', (_, mistake) => {
    expect(SENTENCES.filter((sentence) => mistake.test(sentence))).toEqual([]);
  });

  it('is enough to judge a change', () => {
    expect(SENTENCES.length).toBeGreaterThan(500);
  });
});
