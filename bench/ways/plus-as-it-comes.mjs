import { Deployment, Service } from 'cdk8s-plus-28';
import { PORT, VERSIONS } from '../app.mjs';

/**
 * cdk8s-plus-28 as a newcomer writes it: its own defaults are left as they are, so the manifests are longer, and differ from
 * those of the other ways.
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
