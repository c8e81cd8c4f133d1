import { Deployment, Service } from 'cdk8s-plus-28';
import { PORT, VERSIONS } from '../app.mjs';

/**
 * Uses cdk8s-plus-28 as a newcomer would, with its own defaults. The manifests are longer, and differ from those of the
 * other ways.
 */
export function addApp(chart, name) {
  for (const { version, image, replicas } of VERSIONS) {
    const labels = { app: name, version };
    new Deployment(chart, `${name}-${version}`, {
      metadata: { name: `${name}-${version}`, labels },
      podMetadata: { labels },
      replicas,
      containers: [{ image, portNumber: PORT }],
    });
  }
  new Service(chart, `${name}-service`, {
    metadata: { name: `${name}-service`, labels: { app: name } },
    ports: [{ port: PORT }],
  }).selectLabel('app', name);
}
