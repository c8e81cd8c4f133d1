import { expect, it } from 'vitest';
import { checkRollout } from '../src';
import { inNamespace } from './apply-stage';
import type { Cluster } from './cluster';
import { type Deployment, DEPLOYMENTS, isOf, type KubeObject } from './kinds';
import { move } from './move';
import { describeOnCluster } from './on-cluster';
import { PLANS } from './plan';

const STATES = PLANS.flatMap(({ stages }) => stages);

describeOnCluster('a state that runs, with all that the API server fills in', (withNamespace) => {
  it.concurrent.each(STATES)('is unchanged from the committed one: $name', async ({ objects }) =>
    withNamespace(async (cluster, watch) => {
      const committed = inNamespace(cluster, objects);
      await move(cluster, watch, [], committed);
      const { findings, services, notJudged } = checkRollout(await stored(cluster, committed), committed);
      expect({ findings, notJudged }).toEqual({ findings: [], notJudged: [] });
      for (const service of services) {
        const { endpointsBefore, endpointsAfter, lowestReadyEndpoints } = service;
        // If a template counted as changed, the report would show two versions, and pods that come and go.
        expect([endpointsAfter, lowestReadyEndpoints], service.name).toEqual([endpointsBefore, endpointsBefore]);
        expect(service.versions.map(({ version }) => version).filter((version) => version.includes('('))).toEqual([]);
      }
    }),
  );
});

/** Returns the objects of a state as the API server returns them. */
async function stored(cluster: Cluster, objects: KubeObject[]): Promise<KubeObject[]> {
  const kinds = new Map(objects.map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, { apiVersion, kind }]));
  const lists = await Promise.all(
    [...kinds.values()].map(async (resource) =>
      (await cluster.list(resource)).map((object) => ({ ...object, ...resource })),
    ),
  );
  return lists.flat().map(withoutScheduler);
}

/** Removes the scheduler, which the suite adds for its simulated node, and the API server does not fill in. */
function withoutScheduler(object: KubeObject): KubeObject {
  if (!isOf(DEPLOYMENTS, object)) return object;
  const { spec, ...rest } = object as Deployment;
  const podSpec: Record<string, unknown> = { ...spec.template.spec };
  delete podSpec.schedulerName;
  return { ...rest, spec: { ...spec, template: { ...spec.template, spec: podSpec } } } as KubeObject;
}
