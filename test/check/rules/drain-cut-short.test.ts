import { expect, it } from 'vitest';
import { deployment } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'drain-cut-short';

function web(preStop: object, terminationGracePeriodSeconds?: number): object {
  return deployment('web', { container: { lifecycle: { preStop } }, pod: { terminationGracePeriodSeconds } });
}

it('reports a hook that takes the whole grace period', () => {
  expect(findingsOf(RULE, [], [web({ sleep: { seconds: 30 } })])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Deployment shop/web',
      message:
        'pods of Deployment shop/web wait 30 s before they end (preStop), and are killed after 30 s: 0 s are left for open requests',
      fix: 'set terminationGracePeriodSeconds: 60, or wait for less than 30 s',
    },
  ]);
  expect(messagesOf(RULE, [], [web({ exec: { command: ['sh', '-c', 'sleep 20; nginx -s quit'] } }, 10)])).toHaveLength(
    1,
  );
});

it('is silent if time is left, and about hooks that do not sleep', () => {
  expect(messagesOf(RULE, [], [web({ sleep: { seconds: 10 } })])).toEqual([]);
  expect(messagesOf(RULE, [], [web({ sleep: { seconds: 60 } }, 90)])).toEqual([]);
  expect(messagesOf(RULE, [], [web({ httpGet: { port: 80 } }, 1)])).toEqual([]);
});
