import { PORT, VERSIONS } from './app.mjs';

/** Returns the objects of one app as they are in YAML, with the keys in the order in which cdk8s writes them. */
export function manifestsOf(name) {
  return [...VERSIONS.map((version) => deployment(name, version)), service(name)];
}

/** Returns a Deployment without `apiVersion` and `kind`. */
export function deploymentBody(name, { version, image, replicas }) {
  return {
    metadata: { labels: { app: name, version }, name: `${name}-${version}` },
    spec: {
      replicas,
      selector: { matchLabels: { app: name, version } },
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
      template: {
        metadata: { labels: { app: name, version } },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            {
              image,
              name: 'main',
              ports: [{ containerPort: PORT }],
              readinessProbe: { tcpSocket: { port: PORT } },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
            },
          ],
          securityContext: { runAsNonRoot: true },
        },
      },
    },
  };
}

/** Returns the Service without `apiVersion` and `kind`. */
export function serviceBody(name) {
  return {
    metadata: { labels: { app: name }, name: `${name}-service` },
    spec: { ports: [{ port: PORT }], selector: { app: name } },
  };
}

function deployment(name, version) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', ...deploymentBody(name, version) };
}

function service(name) {
  return { apiVersion: 'v1', kind: 'Service', ...serviceBody(name) };
}
