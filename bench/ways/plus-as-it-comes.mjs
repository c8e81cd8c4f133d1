import { Deployment, Service } from 'cdk8s-plus-28';
import { PORT, VERSIONS } from '../app.mjs';

/**
 * Uses cdk8s-plus-28 as a newcomer would, with its own defaults. The manifests are longer, and differ from those of the
 * other ways.
 */
export function addApp(chart, name) {
  addConstructs(chart, name);
}

/** Adds the constructs of an app, and returns them. */
export function addConstructs(chart, name) {
  const deployments = VERSIONS.map(({ version, image, replicas }) => {
    const labels = { app: name, version };
    return new Deployment(chart, `${name}-${version}`, {
      metadata: { name: `${name}-${version}`, labels },
      podMetadata: { labels },
      replicas,
      containers: [{ image, portNumber: PORT }],
    });
  });
  const service = new Service(chart, `${name}-service`, {
    metadata: { name: `${name}-service`, labels: { app: name } },
    ports: [{ port: PORT }],
  });
  service.selectLabel('app', name);
  return [...deployments, service];
}
