import { JsonPatch } from 'cdk8s';
import {
  Capability,
  Deployment,
  DeploymentStrategy,
  LabelSelector,
  PercentOrAbsolute,
  Probe,
  SeccompProfileType,
  Service,
} from 'cdk8s-plus-28';
import { PORT, VERSIONS } from '../app.mjs';

/** The fields that cdk8s-plus always writes and this package does not. */
const UNASKED_IN_DEPLOYMENT = [
  '/spec/minReadySeconds',
  '/spec/progressDeadlineSeconds',
  '/spec/strategy/type',
  '/spec/strategy/rollingUpdate/maxSurge',
  '/spec/template/metadata/labels/cdk8s.io~1metadata.addr',
  '/spec/template/spec/dnsPolicy',
  '/spec/template/spec/hostNetwork',
  '/spec/template/spec/restartPolicy',
  '/spec/template/spec/setHostnameAsFqdn',
  '/spec/template/spec/terminationGracePeriodSeconds',
  '/spec/template/spec/securityContext/fsGroupChangePolicy',
  '/spec/template/spec/containers/0/imagePullPolicy',
  '/spec/template/spec/containers/0/startupProbe',
  '/spec/template/spec/containers/0/readinessProbe/failureThreshold',
  '/spec/template/spec/containers/0/securityContext/privileged',
  '/spec/template/spec/containers/0/securityContext/runAsNonRoot',
].map((path) => JsonPatch.remove(path));

const UNASKED_IN_SERVICE = ['/spec/externalIPs', '/spec/type'].map((path) => JsonPatch.remove(path));

/** Uses cdk8s-plus-28 by hand, with all the code that it takes to get the same manifests as from this package. */
export function addApp(chart, name) {
  for (const version of VERSIONS) addDeployment(chart, name, version);
  const service = new Service(chart, `${name}-service`, {
    metadata: { name: `${name}-service`, labels: { app: name } },
    ports: [{ port: PORT }],
  });
  service.selectLabel('app', name);
  service.apiObject.addJsonPatch(...UNASKED_IN_SERVICE);
}

function addDeployment(chart, name, { version, image, replicas }) {
  const labels = { app: name, version };
  const deployment = new Deployment(chart, `${name}-${version}`, {
    metadata: { name: `${name}-${version}`, labels },
    podMetadata: { labels },
    select: false,
    replicas,
    strategy: DeploymentStrategy.rollingUpdate({ maxUnavailable: PercentOrAbsolute.absolute(0) }),
    containers: [
      {
        image,
        portNumber: PORT,
        readiness: Probe.fromTcpSocket(),
        resources: {},
        securityContext: {
          capabilities: { drop: [Capability.ALL] },
          seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
        },
      },
    ],
  });
  deployment.select(LabelSelector.of({ labels }));
  deployment.apiObject.addJsonPatch(...UNASKED_IN_DEPLOYMENT);
}
