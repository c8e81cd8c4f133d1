import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { formatCheckMarkdown } from '../../src/cli/format/check-markdown';
import { FAIL_ON_ERROR } from '../../src/cli/fail-on';
import { autoscaler, deployment, statefulSet, v1, v2, WEB } from './manifests';

const READY = 'all pods of the state before are ready';
const PROBES = 'readiness probes tell the truth';
const BOUNDS = 'autoscalers stay within their bounds';
const WAVES = 'Argo CD applies the sync waves one after another';

const FREE = { spec: { replicas: undefined } };

describe('the assumptions are those that the prediction of this change makes', () => {
  it.each<[string, object[], object[], string[]]>([
    ['nothing changes', [v1(3), WEB], [v1(3), WEB], []],
    ['no Service selects what changes', [v1(3)], [v1(5, { image: 'web:2' })], []],
    ['a Service is created with its pods', [], [v1(3), WEB], [PROBES]],
    ['pods go', [v1(3), v2(3), WEB], [v1(3), v2(1), WEB], [READY]],
    ['pods come', [v1(3), WEB], [v1(5), WEB], [READY, PROBES]],
    ['a template changes', [v1(3), WEB], [v1(3, { image: 'web:2' }), WEB], [READY, PROBES]],
    [
      'a StatefulSet is updated',
      [statefulSet('web', { replicas: 2 }), WEB],
      [statefulSet('web', { replicas: 2, image: 'web:2' }), WEB],
      [READY, PROBES],
    ],
    [
      'an autoscaler decides',
      [v1(1, FREE), autoscaler('a', 'web-v1', 2, 4), WEB],
      [v1(1, FREE), autoscaler('a', 'web-v1', 2, 6), WEB],
      [READY, PROBES, BOUNDS],
    ],
    ['a wave orders what changes', [v1(3), WEB], [v1(3, { image: 'web:2', wave: 1 }), WEB], [READY, PROBES, WAVES]],
    ['a wave orders what stays', [v1(3, { wave: 1 }), WEB], [v1(3, { wave: 1 }), WEB], []],
    [
      'a wave is that of another app',
      [v1(3), WEB, deployment('api', { wave: 1 })],
      [v1(1), WEB, deployment('api', { wave: 1 })],
      [READY],
    ],
  ])('%s', (_, before, after, assumptions) => {
    expect(checkRollout(before, after).assumptions).toEqual(assumptions);
  });

  it('sync waves that are not kept are not assumed', () => {
    const after = [v1(3, { image: 'web:2', wave: 1 }), WEB];
    expect(checkRollout([v1(3), WEB], after, { syncWaves: false }).assumptions).toEqual([READY, PROBES]);
  });

  it('are listed beside the verdict, which has no such sentence if nothing is assumed', () => {
    const options = { failOn: FAIL_ON_ERROR, notes: [] };
    expect(formatCheckMarkdown(checkRollout([v1(3), WEB], [v1(4), WEB]), options)).toContain(
      `Assumed: ${READY} and ${PROBES}.`,
    );
    expect(formatCheckMarkdown(checkRollout([v1(3), WEB], [v1(3), WEB]), options)).not.toContain('Assumed');
  });
});
