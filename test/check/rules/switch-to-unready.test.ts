import { expect, it } from 'vitest';
import { BLUE, blue, GREEN, green, previewService, service } from '../manifests';
import { CAUSE_ALONE, findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'switch-to-unready';

const before = [blue(3), service('web', BLUE)];
const switched = service('web', GREEN);

it('reports a Deployment that the state before did not run', () => {
  const [finding] = findingsOf(RULE, before, [blue(3), green(3), switched], CAUSE_ALONE);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Service shop/web',
    message: 'Service shop/web is switched to Deployment shop/web-green, which runs none of its 3 pods so far',
    fix: 'insert a stage with web-green at 3 and the selector as it was; switch it in the next stage, once 3 pods are ready',
  });
});

it('reports a Deployment that the state before ran at another size', () => {
  expect(messagesOf(RULE, [...before, green(1)], [blue(3), green(3), switched], CAUSE_ALONE)).toEqual([
    'Service shop/web is switched to Deployment shop/web-green, which runs 1 of its 3 pods so far',
  ]);
});

it('calls a single pod the only one', () => {
  const one = [blue(1), service('web', BLUE)];
  expect(messagesOf(RULE, one, [blue(1), green(1), switched], CAUSE_ALONE)).toEqual([
    'Service shop/web is switched to Deployment shop/web-green, which does not run its only pod yet',
  ]);
});

it('leaves lost endpoints to the rules about them, and reports if enough are left', () => {
  expect(rulesOf(before, [blue(3), green(3), switched])).toEqual(['no-ready-endpoints']);
  expect(rulesOf([...before, green(2)], [blue(3), green(3), switched])).toEqual(['capacity-below-floor']);
  const many = [blue(10), service('web', BLUE)];
  expect(rulesOf([...many, green(8)], [blue(10), green(10), switched])).toEqual([RULE]);
});

it('is silent if the selector is widened, and about pods that run with another template', () => {
  expect(messagesOf(RULE, before, [blue(3), green(3), service('web', { app: 'web' })])).toEqual([]);
  const after = [blue(3), green(3, { image: 'web:3' }), switched];
  expect(messagesOf(RULE, [...before, green(3)], after, CAUSE_ALONE)).toEqual([]);
});

it('is silent if the state before ran it, if a wave has it ready, and for a Service for tests', () => {
  expect(messagesOf(RULE, [...before, green(3)], [blue(3), green(3), switched])).toEqual([]);
  expect(messagesOf(RULE, before, [blue(3), green(3, { wave: -1 }), switched])).toEqual([]);
  const preview = (selector: Record<string, string>): object => previewService('preview', selector);
  expect(messagesOf(RULE, [blue(3), preview(BLUE)], [blue(3), green(3), preview(GREEN)])).toEqual([]);
});
