import { BlueGreenApp, CanaryApp, Color, type SmokeTestOptions } from 'cdk8s-rollouts';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, it } from 'vitest';
import { manifests } from '../support/synthesize';
import { brokenRules, type PodSpec, RESTRICTED_RULES, startError } from '../support/pod-security-standard';

const smokeTest: SmokeTestOptions = { image: 'curlimages/curl:8.10.1', args: ['--fail', '$(TARGET_URL)'] };

/** Returns the pods of an app with a smoke test, by the kind of the object that makes them. */
function podsWith(test: SmokeTestOptions): { kind: string; pod: PodSpec }[] {
  const made = manifests((chart) => {
    new BlueGreenApp(chart, 'BlueGreen', {
      name: 'shop',
      replicas: 3,
      port: 80,
      active: Color.BLUE,
      blue: { image: 'shop:1' },
      green: { image: 'shop:2', smokeTest: test, sidecars: [{ name: 'agent', image: 'agent:1' }] },
    });
    new CanaryApp(chart, 'Canary', {
      name: 'web',
      replicas: 3,
      port: 80,
      trackServices: true,
      trafficPercent: 30,
      stable: { version: 'v1', image: 'web:1' },
      canary: { version: 'v2', image: 'web:2', smokeTest: test },
    });
  });
  return made.flatMap(({ kind, spec }) => {
    const { template } = spec as { template?: { spec: PodSpec } };
    return template === undefined ? [] : [{ kind, pod: template.spec }];
  });
}

const pods = podsWith(smokeTest);
const jobPod = (test: SmokeTestOptions): PodSpec => podsWith(test).find(({ kind }) => kind === 'Job')!.pod;

describe('the Pod Security Standard restricted', () => {
  it('admits every pod of an app, among them those of the smoke tests', () => {
    expect(pods.map(({ kind, pod }) => [kind, brokenRules(pod)])).toEqual([
      ['Deployment', []],
      ['Deployment', []],
      ['Job', []],
      ['Deployment', []],
      ['Deployment', []],
      ['Job', []],
    ]);
  });

  it('admits a smoke test with a user of its own, or with that of the image', () => {
    for (const securityContext of [{}, { user: 100, group: 101, fsGroup: 101 }, { ensureNonRoot: true }]) {
      expect(brokenRules(jobPod({ ...smokeTest, securityContext }))).toEqual([]);
    }
  });

  const [container] = jobPod(smokeTest).containers;
  const withContext = (context: object): object => ({
    containers: [{ ...container, securityContext: { ...container?.securityContext, ...context } }],
  });
  it.each<[string, object]>([
    ['hostProcess', { securityContext: { runAsNonRoot: true, windowsOptions: { hostProcess: true } } }],
    ['hostNamespaces', { hostPID: true }],
    ['privileged', withContext({ privileged: true })],
    ['hostPorts', { containers: [{ ...container, ports: [{ hostPort: 80 }] }] }],
    ['appArmorProfile', withContext({ appArmorProfile: { type: 'Unconfined' } })],
    ['seLinuxOptions', withContext({ seLinuxOptions: { type: 'spc_t' } })],
    ['procMount', withContext({ procMount: 'Unmasked' })],
    [
      'hostProbesAndHostLifecycle',
      { containers: [{ ...container, readinessProbe: { httpGet: { host: '10.0.0.1', port: 80 } } }] },
    ],
    ['sysctls', { securityContext: { runAsNonRoot: true, sysctls: [{ name: 'kernel.msgmax' }] } }],
    ['restrictedVolumes', { volumes: [{ name: 'root', hostPath: { path: '/' } }] }],
    ['allowPrivilegeEscalation', withContext({ allowPrivilegeEscalation: undefined })],
    ['runAsNonRoot', { securityContext: { runAsUser: 65532 } }],
    ['runAsUser', withContext({ runAsUser: 0 })],
    ['seccompProfile', withContext({ seccompProfile: undefined })],
    ['capabilities', withContext({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })],
  ])('turns away such a pod that breaks %s', (rule, change) => {
    expect(brokenRules({ ...jobPod(smokeTest), ...change })).toEqual([rule]);
    expect(RESTRICTED_RULES).toContain(rule);
  });
});

describe('the kubelet starts the smoke test', () => {
  it.each(['', '0', 'root', 'curl_user', '100'])('of an image with the user %j', (user) => {
    expect(startError(jobPod(smokeTest), 'smoke-test', user)).toBeUndefined();
  });

  it('as the user of the image if that is a number, and says why not if it is a name', () => {
    const pod = jobPod({ ...smokeTest, securityContext: {} });
    expect(startError(pod, 'smoke-test', '100')).toBeUndefined();
    expect(startError(pod, 'smoke-test', 'curl_user')).toBe(
      'container has runAsNonRoot and image has non-numeric user (curl_user), cannot verify user is non-root',
    );
    expect(startError(pod, 'smoke-test', '')).toBe('container has runAsNonRoot and image will run as root');
  });
});

it('a smoke test as root is refused', () => {
  expect(() => jobPod({ ...smokeTest, securityContext: { user: 0, ensureNonRoot: false } })).toThrow(
    [
      'BlueGreenApp shop/BlueGreen: 2 problems',
      '  - green.smokeTest.securityContext.user: expected a user other than root (0), got 0; remove it: a smoke test never runs as root',
      '  - green.smokeTest.securityContext.ensureNonRoot: expected true or no value, got false; remove it: a smoke test never runs as root',
    ].join('\n'),
  );
});

it('the default restrictions of a smoke test can be replaced', () => {
  const securityContext: kplus.PodSecurityContextProps = { user: 100, fsGroup: 101 };
  expect(jobPod({ ...smokeTest, securityContext }).securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 100,
    fsGroup: 101,
  });
});
