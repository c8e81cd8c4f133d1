import { expect, it } from 'vitest';
import { BLUE, blue, deployment, green, previewService, service, v1, v2, WEB } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'release-bypassed';

it('reports the active color of a blue/green release', () => {
  const web = service('web', BLUE);
  const [finding] = findingsOf(RULE, [blue(3), green(0), web], [blue(3, { image: 'web:3' }), green(0), web]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Deployment shop/web-blue',
    message:
      'Deployment shop/web-blue serves 100% of Service shop/web, which follows a blue/green strategy, and its image changes in place (web:1 → web:3)',
    fix: 'leave web-blue as it was; put the new image into its own Deployment beside it, and move the traffic in later stages',
  });
  // A Service that selects one color follows a release strategy, even if the other color doesn't exist.
  expect(messagesOf(RULE, [blue(3), web], [blue(3, { image: 'web:3' }), web])).toHaveLength(1);
  const one = (version: string): Record<string, string> => ({ app: 'web', version });
  const pinned = service('web', one('v1'));
  expect(messagesOf(RULE, [v1(3), pinned], [v1(3, { image: 'web:3' }), pinned])).toEqual([]);
  const preview = previewService('preview', one('v2'));
  expect(messagesOf(RULE, [v1(3), pinned, preview], [v1(3, { image: 'web:3' }), pinned, preview])).toHaveLength(1);
  // The selector does not tell whose preview this is.
  const anyones = previewService('preview', { version: 'v2' });
  expect(messagesOf(RULE, [v1(3), pinned, anyones], [v1(3, { image: 'web:3' }), pinned, anyones])).toEqual([]);
});

it('reports the active color if the same change widens the selector, and the current one of an overlap', () => {
  const current = { annotations: { 'cdk8s-rollouts/current': 'web-blue' } };
  const wide = service('web', { app: 'web' }, current);
  const blue3 = blue(3, { image: 'web:3' });
  expect(findingsOf(RULE, [blue(3), green(3), service('web', BLUE)], [blue3, green(3), wide])).toMatchObject([
    { severity: 'error', message: expect.stringContaining('which follows a blue/green strategy') as string },
  ]);
  expect(findingsOf(RULE, [blue(3), green(3), wide], [blue3, green(3), wide])).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('serves 50% of') as string },
  ]);
  // The new color is on trial, and another rule covers narrowing the selector to pods that change.
  expect(messagesOf(RULE, [blue(3), green(3), wide], [blue(3), green(3, { image: 'web:3' }), wide])).toEqual([]);
  const narrow = service('web', BLUE, current);
  expect(rulesOf([blue(3), green(1), wide], [blue3, green(1), narrow])).toEqual(['template-changed-with-switch']);
});

it('reports the stable version of a canary release', () => {
  expect(messagesOf(RULE, [v1(9), v2(1), WEB], [v1(9, { image: 'web:3' }), v2(1), WEB])).toEqual([
    'Deployment shop/web-v1 serves 90% of Service shop/web, which follows a canary strategy, and its image changes in place (web:1 → web:3)',
  ]);
  expect(findingsOf(RULE, [v1(9), v2(1), WEB], [v1(9, { image: 'web:3' }), v2(1), WEB])).toMatchObject([
    { severity: 'warning' },
  ]);
  // A version label alone proves nothing, because meshes require one.
  expect(messagesOf(RULE, [v1(9), WEB], [v1(9, { image: 'web:3' }), WEB])).toEqual([]);
  const [ours] = [v1(9, { image: 'web:3' })].map((one) => {
    const { metadata } = one as { metadata: object };
    return { ...one, metadata: { ...metadata, labels: { 'app.kubernetes.io/managed-by': 'cdk8s-rollouts' } } };
  });
  expect(findingsOf(RULE, [v1(9), WEB], [ours!, WEB])).toMatchObject([{ severity: 'error' }]);
});

it('is silent about Deployments that share a Service and are no versions of each other', () => {
  const side = deployment('side', { replicas: 1, labels: { app: 'web', component: 'side' } });
  expect(messagesOf(RULE, [v1(9), side, WEB], [v1(9, { image: 'web:3' }), side, WEB])).toEqual([]);
});

it('cuts digests', () => {
  const digest = (letter: string): string => `web@sha256:${letter.repeat(64)}`;
  const [message] = messagesOf(
    RULE,
    [v1(9, { image: digest('a') }), v2(1), WEB],
    [v1(9, { image: digest('b') }), v2(1), WEB],
  );
  expect(message).toContain('(web@sha256:aaaaaaaaaaaa → web@sha256:bbbbbbbbbbbb)');
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

it('is one finding for all Services of a Deployment', () => {
  const admin = service('admin', { app: 'web', version: 'v1' });
  const state = (image: string): object[] => [v1(9, { image }), v2(1), WEB, admin];
  expect(findingsOf(RULE, state('web:1'), state('web:3'))).toMatchObject([
    {
      severity: 'error',
      message:
        'Deployment shop/web-v1 serves 90% of Service shop/web and 100% of Service shop/admin, which follow a blue/green strategy, and its image changes in place (web:1 → web:3)',
    },
  ]);
});

it('is silent about a selector that names the version, which moves with the only Deployment', () => {
  const state = (version: string): object[] => {
    const labels = { app: 'web', 'app.kubernetes.io/version': version };
    const pods = { labels, matchLabels: { app: 'web' }, replicas: 3, image: `web:${version}` };
    return [deployment('web', pods), service('web', labels)];
  };
  expect(messagesOf(RULE, state('v1'), state('v2'))).toEqual([]);
});
