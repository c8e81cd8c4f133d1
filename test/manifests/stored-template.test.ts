import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkRollout } from '../../src/check/check-rollout';
import { deployment, service } from '../check/manifests';
import { asStored } from '../support/api-server-defaults';

/*
 * The defaults of today's Kubernetes are written from its documentation (test/support/api-server-defaults.ts). Those of
 * 1.20.2 are recorded: stored-by-kubernetes.ndjson has each Deployment and Service of the examples, as committed and as
 * the API server returned it for a server-side apply with `dryRun=All`. e2e/stored.e2e.ts compares them on a cluster.
 */

const EXAMPLES = join(__dirname, '../../examples');

const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.k8s.yaml'))
  .sort();

function objectsIn(file: string): object[] {
  const text = readFileSync(join(EXAMPLES, file), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS() as object);
}

interface KubeObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly replicas?: number;
    readonly minReplicas?: number;
    readonly scaleTargetRef?: { name: string };
  };
}

/**
 * Returns the live objects after the objects are applied. All pods are updated and ready, and autoscalers are at their
 * minimum.
 */
function running(objects: object[]): object[] {
  const scalers = (objects as KubeObject[]).filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return (objects as KubeObject[]).map((object) => {
    if (object.kind !== 'Deployment') return asStored(object);
    const scaler = scalers.find(({ spec }) => spec?.scaleTargetRef?.name === object.metadata.name);
    const replicas = object.spec?.replicas ?? scaler?.spec?.minReplicas ?? 1;
    const status = { observedGeneration: 1, replicas, updatedReplicas: replicas, readyReplicas: replicas };
    return { ...asStored({ ...object, spec: { ...object.spec, replicas } }), status };
  });
}

interface Recorded {
  readonly committed: KubeObject;
  readonly stored: KubeObject;
}

const RECORDED = readFileSync(join(__dirname, 'stored-by-kubernetes.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

/**
 * Returns a Service with pods that it selects, or a Deployment with a Service that selects its pods, so that the check
 * can judge it.
 */
function withCounterpart(object: KubeObject, { kind, spec }: KubeObject): object[] {
  const namespace = 'default';
  const { selector } = spec as { readonly selector: object };
  const labels = (kind === 'Service' ? selector : (selector as { readonly matchLabels: object }).matchLabels) as Record<
    string,
    string
  >;
  const other =
    kind === 'Service'
      ? deployment('pods', { namespace, labels, replicas: 2 })
      : service('pods', labels, { namespace });
  return [object, other];
}

/** Returns a recorded Deployment as it is once all its pods are ready. */
function atRest(stored: KubeObject): KubeObject {
  if (stored.kind !== 'Deployment') return stored;
  const { replicas } = stored.spec!;
  const status = { observedGeneration: 1, replicas, updatedReplicas: replicas, readyReplicas: replicas };
  return { ...stored, status } as KubeObject;
}

describe('the defaults that the API server of Kubernetes 1.20.2 adds', () => {
  it('is recorded for all examples', () => {
    expect(RECORDED.length).toBeGreaterThan(50);
  });

  it.each(
    RECORDED.map(({ committed, stored }) => [committed.kind, committed.metadata.name, { committed, stored }] as const),
  )('changes nothing: %s %s', (_kind, _name, { committed, stored }) => {
    const { findings, services } = checkRollout(
      withCounterpart(atRest(stored), committed),
      withCounterpart(committed, committed),
    );
    expect(findings.filter(({ rule }) => rule !== 'target-port-missing')).toEqual([]);
    expect(services).toHaveLength(1);
    const [{ endpointsBefore, lowestReadyEndpoints, endpointsAfter, versions }] = services as [(typeof services)[0]];
    expect([lowestReadyEndpoints, endpointsAfter]).toEqual([endpointsBefore, endpointsBefore]);
    expect(versions.filter(({ version }) => version.includes('('))).toEqual([]);
  });
});

describe('the defaults of the API server', () => {
  it('is tried on all examples', () => {
    expect(FILES.length).toBeGreaterThan(25);
  });

  it.each(FILES)('changes nothing: %s', (file) => {
    const objects = objectsIn(file);
    const { findings, services } = checkRollout(running(objects), objects);
    expect(findings).toEqual([]);
    for (const service of services) {
      const { endpointsBefore, lowestReadyEndpoints, endpointsAfter, versions, name } = service;
      expect([lowestReadyEndpoints, endpointsAfter], name).toEqual([endpointsBefore, endpointsBefore]);
      for (const { percentBefore, percentHighest, percentAfter } of versions) {
        expect([percentHighest, percentAfter], name).toEqual([percentBefore, percentBefore]);
      }
    }
  });

  it.each(FILES)('hides no other image: %s', (file) => {
    const objects = objectsIn(file);
    const stored = running(objects);
    const text = JSON.stringify(objects).replaceAll(/"image":"([^"]+)"/g, '"image":"$1-other"');
    const changed = checkRollout(stored, JSON.parse(text) as object[]).services.filter(
      ({ endpointsBefore }) => endpointsBefore > 0,
    );
    const before = checkRollout(stored, objects).services.filter(({ endpointsBefore }) => endpointsBefore > 0);
    const versionsOf = (services: typeof changed): number =>
      services.reduce(
        (sum, { versions }) => sum + versions.filter(({ percentBefore = 0 }) => percentBefore > 0).length,
        0,
      );
    expect(changed.flatMap(({ versions }) => versions).length).toBeGreaterThan(versionsOf(before));
  });
});
