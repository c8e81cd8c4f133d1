import { expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import { autoscaler, deployment } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'autoscaler-fights-replicas';

it('reports replicas that an autoscaler decides', () => {
  const [finding] = findingsOf(RULE, [], [deployment('web', { replicas: 4 }), autoscaler('web', 'web', 3, 9)]);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Deployment shop/web',
    message:
      'Deployment shop/web states 4 replicas, but HorizontalPodAutoscaler shop/web scales it from 3 to 9: each apply resets the count to 4',
    fix: 'leave replicas out; to keep the count from falling to 1, first run "kubectl apply edit-last-applied deployment/web" and remove it there',
  });
});

it('is silent if replicas is left out, 0, or all that the autoscaler allows', () => {
  expect(findingsOf(RULE, [], [deployment('web'), autoscaler('web', 'web', 3, 9)])).toEqual([]);
  expect(findingsOf(RULE, [], [deployment('web', { replicas: 0 }), autoscaler('web', 'web', 3, 9)])).toEqual([]);
  expect(findingsOf(RULE, [], [deployment('web', { replicas: 3 }), autoscaler('web', 'web', 3, 3)])).toEqual([]);
  expect(findingsOf(RULE, [], [deployment('web', { replicas: 3 }), autoscaler('web', 'other', 3, 9)])).toEqual([]);
});

it('is a finding for each autoscaler of a Deployment', () => {
  const after = [deployment('web', { replicas: 4 }), autoscaler('cpu', 'web', 3, 9), autoscaler('gpu', 'web', 4, 4)];
  expect(messagesOf(RULE, [], [...after, autoscaler('queue', 'web', 1, 5)])).toEqual([
    'Deployment shop/web states 4 replicas, but HorizontalPodAutoscaler shop/cpu scales it from 3 to 9: each apply resets the count to 4',
    'Deployment shop/web states 4 replicas, but HorizontalPodAutoscaler shop/queue scales it from 1 to 5: each apply resets the count to 4',
  ]);
});

it('names the autoscaler that begins to fight as new, whichever place it has', () => {
  const web = deployment('web', { replicas: 4 });
  const [fights, agrees] = [autoscaler('b', 'web', 3, 9), autoscaler('c', 'web', 4, 4)];
  for (const [name, old] of [
    ['a', []],
    ['c', [agrees]],
    ['d', []],
  ] as const) {
    const begins = autoscaler(name, 'web', 1, 5);
    for (const after of [
      [web, fights, begins],
      [web, begins, fights],
    ]) {
      const { findings, existing } = checkRollout([web, fights, ...old], after);
      const namesOf = (all: typeof findings): string[] =>
        all.flatMap(({ rule, message }) => (rule === RULE ? (/Autoscaler (\S+)/.exec(message)?.[1] ?? '') : []));
      expect([namesOf(findings), namesOf(existing)]).toEqual([[`shop/${name}`], ['shop/b']]);
    }
  }
});
