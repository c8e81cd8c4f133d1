import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { deployment, object, service, v1, WEB } from './manifests';

const http = (targetPort: string): object => service('web', { app: 'web' }, { ports: [{ port: 80, targetPort }] });
const split = (before: object[], after: object[]) => {
  const { findings, existing } = checkRollout(before, after);
  return { findings: findings.map(({ rule }) => rule), existing: existing.map(({ rule }) => rule) };
};

describe('a problem that the state before has already', () => {
  it('is listed separately', () => {
    expect(split([v1(3), http('http')], [v1(5), http('http')])).toEqual({
      findings: [],
      existing: ['target-port-missing'],
    });
  });

  it('is never a problem that the change introduces', () => {
    const unstated = service('web', { app: 'web' }, { ports: [] });
    expect(split([v1(3), unstated], [v1(3), http('http')])).toEqual({
      findings: ['target-port-missing'],
      existing: [],
    });
  });

  it('is never a finding about the transition', () => {
    const { findings } = split([v1(3), WEB], [v1(0), WEB]);
    expect(findings).toContain('no-ready-endpoints');
  });

  it('covers no more than before: a second problem of the same field is new', () => {
    const backend = (name: string): object => ({ service: { name, port: { number: 81 } } });
    const edge = (...names: string[]): object => {
      const paths = names.map((name) => ({ path: `/${name}`, pathType: 'Prefix', backend: backend(name) }));
      return object('networking.k8s.io/v1', 'Ingress', 'edge', { rules: [{ host: 'a.example.com', http: { paths } }] });
    };
    const services = ['web', 'api'].flatMap((name) => [
      deployment(name, { ports: [{ containerPort: 80 }] }),
      service(name, { app: name }, { ports: [{ port: 80 }] }),
    ]);
    expect(split([...services, edge('web')], [...services, edge('web', 'api')])).toEqual({
      findings: ['route-port-missing'],
      existing: ['route-port-missing'],
    });
  });

  it('hides no new finding that has the same cause', () => {
    const pods = ['a', 'b'].map((name) => deployment(name, { replicas: 2, labels: { app: 'web' } }));
    const near = service('web', { app: 'web' }, { spec: { trafficDistribution: 'PreferClose' } });
    const { findings, existing } = split([...pods, WEB], [...pods, near]);
    expect(findings).toEqual(['share-not-by-pods']);
    expect(existing).toContain('selectors-overlap');
  });

  it('gets no worse', () => {
    const number = service('web', { app: 'web' }, { ports: [{ port: 80, targetPort: 80 }] });
    const listening = v1(3, { ports: [{ containerPort: 8080 }] });
    expect(split([listening, number], [listening, number])).toEqual({
      findings: [],
      existing: ['target-port-missing'],
    });
    expect(split([listening, number], [listening, http('http')])).toEqual({
      findings: ['target-port-missing'],
      existing: [],
    });
  });
});
