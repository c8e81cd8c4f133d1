import { expect, it } from 'vitest';
import { BLUE, blue, GREEN, green, service } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'template-changed-with-switch';

const before = [blue(3), green(3), service('web', BLUE)];
const switched = service('web', GREEN);

it('reports a new image of the target', () => {
  const [finding] = findingsOf(RULE, before, [blue(3), green(3, { image: 'web:3' }), switched]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Service shop/web',
    message: 'Service shop/web is switched to Deployment shop/web-green while its pods are replaced (web:2 → web:3)',
    fix: 'insert a stage with the new template of web-green and the selector as it was; switch it in the next stage, once web-green has rolled out',
  });
});

it('reports any other change of the template', () => {
  const after = [blue(3), green(3, { ports: [{ containerPort: 81 }] }), switched];
  expect(messagesOf(RULE, before, after)).toEqual([
    'Service shop/web is switched to Deployment shop/web-green while its pods are replaced (another pod template)',
  ]);
});

it('is silent if a wave rolls it out first, if the target stays, and if another one changes', () => {
  expect(messagesOf(RULE, before, [blue(3), green(3, { image: 'web:3', wave: -1 }), switched])).toEqual([]);
  expect(messagesOf(RULE, before, [blue(3), green(3), switched])).toEqual([]);
  expect(messagesOf(RULE, before, [blue(3, { image: 'web:3' }), green(3), switched])).toEqual([]);
});

it('reports pods that stay alone after a selector is narrowed, and are replaced', () => {
  const wide = service('web', { app: 'web' });
  expect(messagesOf(RULE, [blue(3), green(3), wide], [blue(3), green(3, { image: 'web:3' }), switched])).toEqual([
    'Service shop/web is switched to Deployment shop/web-green while its pods are replaced (web:2 → web:3)',
  ]);
});
