import { expect, it } from 'vitest';
import { BLUE, blue, deployment, green, service, v1, v2, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'release-bypassed';

it('reports the active color of a blue/green release', () => {
  const web = service('web', BLUE);
  const [finding] = findingsOf(RULE, [blue(3), green(0), web], [blue(3, { image: 'web:3' }), green(0), web]);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Deployment shop/web-blue',
    message:
      'Deployment shop/web-blue serves 100 % of Service shop/web, which is under a blue/green strategy, and its image changes in place (web:1 → web:3)',
    fix: 'leave web-blue as it was; put the new image into a Deployment of its own beside it, and move the traffic in later stages',
  });
  expect(messagesOf(RULE, [blue(3), web], [blue(3, { image: 'web:3' }), web])).toHaveLength(1);
});

it('reports the stable version of a canary release', () => {
  expect(messagesOf(RULE, [v1(9), v2(1), WEB], [v1(9, { image: 'web:3' }), v2(1), WEB])).toEqual([
    'Deployment shop/web-v1 serves 90 % of Service shop/web, which is under a canary strategy, and its image changes in place (web:1 → web:3)',
  ]);
  expect(messagesOf(RULE, [v1(9), WEB], [v1(9, { image: 'web:3' }), WEB])).toHaveLength(1);
});

it('is silent about the canary itself, the idle color, and other changes of the template', () => {
  expect(messagesOf(RULE, [v1(9), v2(1), WEB], [v1(9), v2(1, { image: 'web:3' }), WEB])).toEqual([]);
  const web = service('web', BLUE);
  expect(messagesOf(RULE, [blue(3), green(3), web], [blue(3), green(3, { image: 'web:3' }), web])).toEqual([]);
  expect(messagesOf(RULE, [v1(9), WEB], [v1(9, { ports: [{ containerPort: 80 }] }), WEB])).toEqual([]);
});

it('is silent about an app under no release strategy, as a Helm chart has it', () => {
  const chart = (name: string, image: string): object[] => {
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': 'shop' };
    const pods = { ...labels, 'app.kubernetes.io/version': image };
    return [deployment(name, { replicas: 3, labels: pods, matchLabels: labels, image }), service(name, labels)];
  };
  const api = chart('api', 'api:1');
  expect(messagesOf(RULE, [...chart('web', 'web:1'), ...api], [...chart('web', 'web:2'), ...api])).toEqual([]);
});
