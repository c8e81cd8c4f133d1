import { k8s } from 'cdk8s-plus-28';
import { PORT, VERSIONS } from '../app.mjs';
import { deploymentBody, serviceBody } from '../manifests.mjs';

const { IntOrString, KubeDeployment, KubeService } = k8s;

/** Uses the L1 classes: the typed Kubernetes API, with nothing added. */
export function addApp(chart, name) {
  for (const version of VERSIONS)
    new KubeDeployment(chart, `${name}-${version.version}`, typedDeployment(name, version));
  new KubeService(chart, `${name}-service`, serviceBody(name));
}

/** Returns a Deployment with the class that L1 uses for values that are numbers or strings. */
function typedDeployment(name, version) {
  const body = deploymentBody(name, version);
  body.spec.strategy.rollingUpdate.maxUnavailable = IntOrString.fromNumber(0);
  body.spec.template.spec.containers[0].readinessProbe.tcpSocket.port = IntOrString.fromNumber(PORT);
  return body;
}
