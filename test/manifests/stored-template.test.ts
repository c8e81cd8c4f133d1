import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkRollout } from '../../src/check/check-rollout';
import { asStored } from '../support/api-server-defaults';

/*
 * No API server can be had where this is tested, so nothing here is recorded from one: what it fills in is written from the
 * documentation of Kubernetes (test/support/api-server-defaults.ts).
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

/** Returns what runs once the objects are applied: all pods are updated and ready, as few as an autoscaler leaves. */
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

describe('what the API server fills in', () => {
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
