import { Deployment, Service } from 'cdk8s-plus-28';
import { PORT, VERSIONS } from '../app.mjs';
import { manifestsOf } from '../manifests.mjs';

/**
 * Makes the constructs of cdk8s-plus-28, and writes finished objects instead of theirs: the time that is left if the
 * manifests cost nothing.
 */
export function addApp(chart, name) {
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
  const manifests = manifestsOf(name);
  [...deployments, service].forEach(({ apiObject }, index) => {
    const toFinished = () => manifests[index];
    apiObject.toJson = toFinished;
  });
}
