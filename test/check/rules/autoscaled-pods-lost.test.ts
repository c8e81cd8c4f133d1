import { expect, it } from 'vitest';
import { autoscaler, BLUE, blue, daemonSet, deployment, GREEN, green, service, v1, v2, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'autoscaled-pods-lost';

const scaledBlue = [deploymentOf(blue(3)), autoscaler('web-blue', 'web-blue', 3, 30)];
const scaledGreen = (min: number): object[] => [deploymentOf(green(3)), autoscaler('web-green', 'web-green', min, 30)];

/** Returns a Deployment without replicas, which the autoscaler sets. */
function deploymentOf(manifest: object): object {
  const { spec, ...rest } = manifest as { spec: object };
  return { ...rest, spec: { ...spec, replicas: undefined } };
}

it('reports a switch to a color that sits at its minimum', () => {
  const colors = [...scaledBlue, ...scaledGreen(3)];
  const [finding] = findingsOf(RULE, [...colors, service('web', BLUE)], [...colors, service('web', GREEN)]);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Service shop/web',
    message:
      'Service shop/web may have up to 30 ready endpoints under load, loses those of web-blue, and then only 3 are certain',
    fix: 'find out how many pods run (kubectl get hpa); if there are more than 3, first raise the minimum of the autoscaler of web-green to that number',
  });
});

it('reports the last step of a canary release', () => {
  const before = [
    deploymentOf(v1(3)),
    autoscaler('web-v1', 'web-v1', 3, 11),
    deploymentOf(v2(8)),
    autoscaler('web-v2', 'web-v2', 8, 29),
    WEB,
  ];
  const last = [v1(0), deploymentOf(v2(10)), autoscaler('web-v2', 'web-v2', 10, 40), WEB];
  expect(messagesOf(RULE, before, last)).toEqual([
    'Service shop/web may have up to 40 ready endpoints under load, loses those of web-v1, and then only 10 are certain',
  ]);
});

it('reports a fixed number of pods instead of an autoscaler', () => {
  const [finding, ...others] = findingsOf(RULE, [...scaledBlue, service('web', BLUE)], [blue(3), service('web', BLUE)]);
  expect(finding).toMatchObject({
    message:
      'Service shop/web may have up to 30 ready endpoints under load, takes web-blue to a fixed number of pods, and then only 3 are certain',
    fix: 'find out how many pods run (kubectl get hpa); if web-blue has more than 3, set its replicas to that number',
  });
  expect(others).toEqual([]);
  // As many as the autoscaler allows.
  expect(findingsOf(RULE, [...scaledBlue, service('web', BLUE)], [blue(30), service('web', BLUE)])).toEqual([]);
});

it('names the bounds of an autoscaler that stays, because it would set replicas back', () => {
  const one = [deploymentOf(blue(3)), autoscaler('web-blue', 'web-blue', 3, 3), service('web', BLUE)];
  expect(findingsOf(RULE, [...scaledBlue, service('web', BLUE)], one)).toMatchObject([
    {
      message:
        'Service shop/web may have up to 30 ready endpoints under load, takes web-blue to a fixed number of pods, and then only 3 are certain',
      fix: 'find out how many pods run (kubectl get hpa); if web-blue has more than 3, raise the bounds of its autoscaler to that number',
    },
  ]);
});

it('compares each fixed Deployment with its own number, as kubectl get hpa lists them', () => {
  const scaled = [
    deploymentOf(v1(3)),
    autoscaler('web-v1', 'web-v1', 3, 30),
    deploymentOf(v2(2)),
    autoscaler('web-v2', 'web-v2', 2, 20),
  ];
  const both = [v1(4), deploymentOf(v2(2)), autoscaler('web-v2', 'web-v2', 5, 5)];
  expect(findingsOf(RULE, [...scaled, WEB], [...both, WEB])).toMatchObject([
    {
      message:
        'Service shop/web may have up to 50 ready endpoints under load, takes web-v1 and web-v2 to a fixed number of pods, and then only 9 are certain',
      fix: 'find out how many pods run (kubectl get hpa); if web-v1 has more than 4, set its replicas to that number; if web-v2 has more than 5, raise the bounds of its autoscaler to that number',
    },
  ]);
});

it('names what stays, if one Deployment goes and another gets a fixed number', () => {
  const scaled = [
    deploymentOf(v1(3)),
    autoscaler('web-v1', 'web-v1', 3, 30),
    deploymentOf(v2(2)),
    autoscaler('web-v2', 'web-v2', 2, 20),
  ];
  const fixOf = (...after: object[]): unknown => findingsOf(RULE, [...scaled, WEB], [...after, WEB])[0]?.fix;
  const look = 'find out how many pods run (kubectl get hpa); if there are more than 4, first';
  expect(fixOf(v2(4))).toBe(`${look} raise the replicas of web-v2 to that number`);
  expect(fixOf(deploymentOf(v2(4)), autoscaler('web-v2', 'web-v2', 4, 4))).toBe(
    `${look} raise the bounds of the autoscaler of web-v2 to that number`,
  );
  const v3 = deployment('web-v3', { replicas: 1, labels: { app: 'web', version: 'v3' } });
  expect(fixOf(deploymentOf(v2(3)), autoscaler('web-v2', 'web-v2', 3, 20), v3)).toBe(
    `${look} raise the minimum of the autoscaler of web-v2 and the replicas of web-v3 to that number in total`,
  );
});

it('names the kind of a StatefulSet, and several fields of one kind together', () => {
  const labels = (version: string): object => ({ replicas: 1, labels: { app: 'web', version } });
  const set = { ...deployment('web', labels('set')), kind: 'StatefulSet' };
  const scaled = [deploymentOf(deployment('web', labels('v1'))), autoscaler('web', 'web', 3, 30)];
  const other = deployment('web-v2', labels('v2'));
  const [finding] = findingsOf(RULE, [...scaled, set, other, WEB], [set, other, WEB]);
  expect(finding).toMatchObject({
    message:
      'Service shop/web may have up to 32 ready endpoints under load, loses those of web, and then only 2 are certain',
    fix: 'find out how many pods run (kubectl get hpa); if there are more than 2, first raise the replicas of StatefulSet web and web-v2 to that number in total',
  });
});

it('keeps the pods that go, if only a DaemonSet stays', () => {
  const agent = daemonSet('agent', { labels: { app: 'web', version: 'agent' } });
  const scaled = [deploymentOf(v1(3)), autoscaler('web-v1', 'web-v1', 3, 30), agent, WEB];
  expect(findingsOf(RULE, scaled, [agent, WEB])[0]?.fix).toBe(
    'find out how many pods run (kubectl get hpa); if there are more than 3, keep web-v1 until the load needs no more than that',
  );
});

it('is silent if one version gets a fixed number and the other may run the rest', () => {
  const scaled = (v1Pods: number, v1Most: number, v2Pods: number, v2Most: number): object[] => [
    deploymentOf(v1(v1Pods)),
    autoscaler('web-v1', 'web-v1', v1Pods, v1Most),
    deploymentOf(v2(v2Pods)),
    autoscaler('web-v2', 'web-v2', v2Pods, v2Most),
    WEB,
  ];
  expect(findingsOf(RULE, scaled(1, 2, 3, 6), scaled(1, 1, 4, 7))).toEqual([]);
});

it('is silent if the remaining versions are sure of as many pods', () => {
  const colors = [...scaledBlue, ...scaledGreen(30)];
  expect(findingsOf(RULE, [...colors, service('web', BLUE)], [...colors, service('web', GREEN)])).toEqual([]);
});

it('is silent if no autoscaler decides, and if the pods of an autoscaler stay', () => {
  const fixed = [blue(3), green(3)];
  expect(findingsOf(RULE, [...fixed, service('web', BLUE)], [...fixed, service('web', GREEN)])).toEqual([]);
  const fewer = [blue(8), ...scaledGreen(4)];
  expect(findingsOf(RULE, [...fewer, service('web', BLUE)], [...fewer, service('web', GREEN)])).toEqual([]);
  const smaller = [deploymentOf(blue(3)), autoscaler('web-blue', 'web-blue', 2, 20), service('web', BLUE)];
  expect(findingsOf(RULE, [...scaledBlue, service('web', BLUE)], smaller)).toEqual([]);
});
