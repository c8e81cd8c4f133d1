import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type KubernetesVersion, schemaProblems } from '../support/kubernetes-schema';

const VERSIONS: KubernetesVersion[] = ['1.28', 'newest'];

const examples = resolve(__dirname, '../../examples');

const objectsIn = (file: string): object[] =>
  parseAllDocuments(readFileSync(join(examples, file), 'utf8')).map((document) => document.toJS() as object);

/** Reports whether a kind is from another project, so that Kubernetes has no schema for it. */
const isForeign = (manifest: object): boolean => {
  const { apiVersion = '' } = manifest as { apiVersion?: string };
  return apiVersion.includes('.') && !apiVersion.split('/')[0]!.endsWith('.k8s.io');
};

const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.k8s.yaml'));

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  it('accepts all YAML of the examples, strictly', () => {
    const manifests = files.flatMap(objectsIn).filter((manifest) => !isForeign(manifest));
    expect(manifests.length).toBeGreaterThan(100);
    expect(schemaProblems(manifests, version)).toEqual([]);
  });

  it('refuses fields that are not in the schema', () => {
    const [deployment] = objectsIn('canary/canary-1-stable-alone.k8s.yaml') as [Deployment];
    const broken = (change: (copy: Deployment) => void): object => {
      const copy = structuredClone(deployment);
      change(copy);
      return copy;
    };
    const manifests = [
      broken(({ spec }) => Object.assign(spec.template.spec.containers[0]!, { readynessProbe: {} })),
      broken(({ spec }) => Object.assign(spec, { replicas: '3' })),
      broken(({ spec }) => Reflect.deleteProperty(spec, 'selector')),
      broken(({ spec }) => Object.assign(spec.template.metadata.labels, { version: 1 })),
      broken((copy) => Object.assign(copy, { kind: 'Deploiment' })),
    ];
    expect(schemaProblems(manifests, version)).toEqual([
      'apps/v1 Deploiment: unknown kind',
      "apps/v1 Deployment spec.template.spec.containers.0.readynessProbe: Object literal may only specify known properties, and '\"readynessProbe\"' does not exist in type 'V1Container'.",
      "apps/v1 Deployment spec.replicas: Type 'string' is not assignable to type 'number'.",
      expect.stringMatching(
        /^apps\/v1 Deployment spec: Property ''selector'' is missing in type .* required in type 'V1DeploymentSpec'\.$/,
      ),
      "apps/v1 Deployment spec.template.metadata.labels.version: Type 'number' is not assignable to type 'string'.",
    ]);
  });
});

it('the two versions differ', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: { containers: [{ name: 'main', lifecycle: { preStop: { sleep: { seconds: 5 } } } }] },
  };
  expect(schemaProblems([pod], '1.28')).toEqual([
    "v1 Pod spec.containers.0.lifecycle.preStop.sleep: Object literal may only specify known properties, and '\"sleep\"' does not exist in type 'V1LifecycleHandler'.",
  ]);
  expect(schemaProblems([pod], 'newest')).toEqual([]);
});

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: Record<string, unknown> };
      readonly spec: { readonly containers: object[] };
    };
  };
}
