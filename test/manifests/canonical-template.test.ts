import { describe, expect, it } from 'vitest';
import { canonicalTemplate } from '../../src/manifests/canonical-template';
import { fingerprint } from '../../src/manifests/fingerprint';
import { canonicalQuantity } from '../../src/manifests/quantity';

function same(a: object, b: object): boolean {
  const print = (spec: object): string =>
    fingerprint(canonicalTemplate({ metadata: { labels: { app: 'web' } }, spec }));
  return print(a) === print(b);
}

function container(fields: object): object {
  return { containers: [{ name: 'web', image: 'web:1', ...fields }] };
}

describe('canonicalQuantity', () => {
  it.each<[unknown, unknown]>([
    ['1000m', '1'],
    ['1', 1],
    ['0.1', '100m'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1e3', '1k'],
    ['0', '0Mi'],
    ['+2', '2.0'],
  ])('takes %j and %j for the same', (a, b) => {
    expect(canonicalQuantity(a)).toBe(canonicalQuantity(b));
  });

  it('tells others apart, and leaves values that are no quantity alone', () => {
    expect(canonicalQuantity('1G')).not.toBe(canonicalQuantity('1Gi'));
    expect(canonicalQuantity('-1')).not.toBe(canonicalQuantity('1'));
    for (const value of ['much', '1e999', {}, null, '1KiB']) expect(canonicalQuantity(value)).toBe(value);
  });
});

describe('canonicalTemplate', () => {
  it.each<[string, object, object]>([
    [
      'quantities',
      container({ resources: { limits: { cpu: '1000m' } } }),
      container({ resources: { limits: { cpu: 1 } } }),
    ],
    [
      'a request that is the limit',
      container({ resources: { limits: { cpu: 1 } } }),
      container({ resources: { limits: { cpu: 1 }, requests: { cpu: '1' } } }),
    ],
    [
      'the protocol',
      container({ ports: [{ containerPort: 80 }] }),
      container({ ports: [{ containerPort: 80, protocol: 'TCP' }] }),
    ],
    ['the pull policy', container({}), container({ imagePullPolicy: 'IfNotPresent' })],
    [
      'the pull policy of the latest image',
      container({ image: 'r:5000/web' }),
      container({ image: 'r:5000/web', imagePullPolicy: 'Always' }),
    ],
    [
      'the defaults of a pod',
      container({}),
      {
        ...container({}),
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        securityContext: {},
        terminationGracePeriodSeconds: 30,
      },
    ],
    [
      'the defaults of a container',
      container({}),
      container({
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        resources: {},
        env: [],
      }),
    ],
    [
      'the defaults of a probe',
      container({ readinessProbe: { httpGet: { port: 80 } } }),
      container({
        readinessProbe: { httpGet: { port: 80, scheme: 'HTTP', path: '/' }, periodSeconds: 10, failureThreshold: 3 },
      }),
    ],
    [
      'the service account',
      { ...container({}), serviceAccountName: 'web' },
      { ...container({}), serviceAccountName: 'web', serviceAccount: 'web' },
    ],
    [
      'a mode',
      { volumes: [{ name: 'a', configMap: { name: 'b' } }] },
      { volumes: [{ name: 'a', configMap: { name: 'b', defaultMode: 420 } }] },
    ],
    ['a volume without a source', { volumes: [{ name: 'a' }] }, { volumes: [{ name: 'a', emptyDir: {} }] }],
    ['an empty value', container({ env: [{ name: 'A' }] }), container({ env: [{ name: 'A', value: '' }] })],
  ])('takes %s stated and left out for the same', (_, a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each<[string, object, object]>([
    ['another image', container({ image: 'web:1' }), container({ image: 'web:2' })],
    [
      'another protocol',
      container({ ports: [{ containerPort: 80 }] }),
      container({ ports: [{ containerPort: 80, protocol: 'UDP' }] }),
    ],
    [
      'another quantity',
      container({ resources: { limits: { cpu: '1' } } }),
      container({ resources: { limits: { cpu: '2' } } }),
    ],
    ['another pull policy', container({}), container({ imagePullPolicy: 'Always' })],
    ['a size limit', { volumes: [{ name: 'a' }] }, { volumes: [{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }] }],
    ['no affinity and an empty one', container({}), { ...container({}), affinity: {} }],
  ])('tells %s apart', (_, a, b) => {
    expect(same(a, b)).toBe(false);
  });

  it('leaves values of the wrong type alone', () => {
    for (const template of [undefined, null, 3, 'x', [], { spec: 3 }, { spec: { containers: 'x', volumes: [3] } }]) {
      expect(canonicalTemplate(template)).toEqual(template);
    }
  });
});
