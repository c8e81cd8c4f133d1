import * as kplus from 'cdk8s-plus-28';
import { CanaryApp, type CanaryAppProps, checkRollout } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { canaryStages } from '../support/release-stages';
import { canaryYaml, changedLines, documentOf, failure, manifests } from '../support/synthesize';

const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };
const app = { name: 'my-app', replicas: 10, port: 80, trackServices: true };
const release: CanaryAppProps = { ...app, stable: v1, canary: v2, trafficPercent: 10 };

const services = (props: CanaryAppProps): string[] =>
  manifests((chart) => new CanaryApp(chart, 'Shop', props))
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => metadata.name);

describe('a Service for each track', () => {
  it('selects the pods of its version, and states its purpose', () => {
    expect(documentOf(canaryYaml({ ...release, nodePort: undefined }), 'Service', 'my-app-canary')).toBe(
      [
        'apiVersion: v1',
        'kind: Service',
        'metadata:',
        '  annotations:',
        '    cdk8s-rollouts/role: canary',
        '  labels:',
        '    app: my-app',
        '  name: my-app-canary',
        'spec:',
        '  ports:',
        '    - port: 80',
        '  selector:',
        '    app: my-app',
        '    version: v2',
        '',
      ].join('\n'),
    );
    expect(documentOf(canaryYaml(release), 'Service', 'my-app-stable')).toContain('    version: v1\n');
  });

  it('exists for each version, and only if asked for', () => {
    expect(services(release)).toEqual(['my-app-service', 'my-app-stable', 'my-app-canary']);
    expect(services({ ...app, stable: v1 })).toEqual(['my-app-service', 'my-app-stable']);
    expect(services({ ...release, trackServices: false })).toEqual(['my-app-service']);
    const pinned = { stableServiceName: 'old', canaryServiceName: 'new' };
    expect(services({ ...release, ...pinned })).toEqual(['my-app-service', 'old', 'new']);
  });

  it('is exposed by the construct', () => {
    manifests((chart) => {
      const { stableService, canaryService } = new CanaryApp(chart, 'Shop', release);
      expect([stableService?.name, canaryService?.name]).toEqual(['my-app-stable', 'my-app-canary']);
      const without = new CanaryApp(chart, 'Other', { ...release, name: 'other', trackServices: false });
      expect([without.stableService, without.canaryService]).toEqual([undefined, undefined]);
    });
  });

  it('gets no node port of the Service for users', () => {
    const yaml = canaryYaml({ ...release, serviceType: kplus.ServiceType.NODE_PORT, nodePort: 30_080 });
    expect(documentOf(yaml, 'Service', 'my-app-service')).toContain('nodePort: 30080');
    expect(documentOf(yaml, 'Service', 'my-app-stable')).not.toMatch(/nodePort|NodePort/);
  });

  it('follows the roles at a promotion, and no pod template changes', () => {
    const full = canaryYaml({ ...release, trafficPercent: 100 });
    const promoted = canaryYaml({ ...app, stable: v2 });
    const [before, after] = [full, promoted].map((yaml) => documentOf(yaml, 'Service', 'my-app-stable'));
    expect(changedLines(before!, after!)).toEqual(['version: v1 → version: v2']);
    expect(documentOf(promoted, 'Deployment', 'my-app-v2')).toBe(documentOf(full, 'Deployment', 'my-app-v2'));
  });

  it('is in every stage of a staged release, and each stage passes the checker', () => {
    const { charts } = canaryStages(release, [10, 30, 50]);
    const states = charts.map((chart) => chart.toJson() as object[]);
    states.slice(1).forEach((state, index) => expect(checkRollout(states[index]!, state).findings).toEqual([]));
    expect(states.map((state) => state.length)).toEqual([5, 5, 5, 5, 5, 5, 3]);
  });
});

describe('bad names of Services', () => {
  const fails = (props: Partial<CanaryAppProps>): string =>
    failure((chart) => new CanaryApp(chart, 'Shop', { ...release, ...props }));
  const dnsLabel =
    'a DNS label of at most 63 characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end)';

  it('are reported by their props', () => {
    expect(fails({ stableServiceName: 'A', trackServices: 'yes' as unknown as boolean })).toBe(
      'CanaryApp shop/Shop: trackServices: expected true or false, got "yes"; pass a boolean, or leave it out',
    );
    expect(fails({ stableServiceName: 'A' })).toBe(
      `CanaryApp shop/Shop: stableServiceName: expected ${dnsLabel}, got "A"; rename it`,
    );
    expect(fails({ stableServiceName: 'my-app-service', canaryServiceName: 'my-app-service' })).toBe(
      [
        'CanaryApp shop/Shop: 3 problems',
        '  - stableServiceName: expected a name other than serviceName, got "my-app-service"; give each Service its own name',
        '  - canaryServiceName: expected a name other than serviceName, got "my-app-service"; give each Service its own name',
        '  - canaryServiceName: expected a name other than stableServiceName, got "my-app-service"; give each Service its own name',
      ].join('\n'),
    );
  });

  it('that are derived say how to pin them', () => {
    const name = 'a'.repeat(57);
    expect(fails({ name, serviceName: 'web' })).toBe(
      [
        `CanaryApp shop/Shop: 2 problems`,
        `  - stableServiceName: expected ${dnsLabel}, got "${name}-stable"; use a shorter or different name, or set stableServiceName`,
        `  - canaryServiceName: expected ${dnsLabel}, got "${name}-canary"; use a shorter or different name, or set canaryServiceName`,
      ].join('\n'),
    );
  });
});
