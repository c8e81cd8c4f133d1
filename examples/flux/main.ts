import { App, YamlOutputType } from 'cdk8s';
import { CanaryRollout } from 'cdk8s-rollouts';

/** A folder a stage, with a file a resource: a Flux Kustomization points at one of them at a time. */
const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
new CanaryRollout(app, 'flux', {
  name: 'shop',
  namespace: 'shop',
  replicas: 4,
  port: 80,
  stable: { version: 'v1', image: 'registry.example.com/shop:1.8.2' },
  canary: { version: 'v2', image: 'registry.example.com/shop:2.0.0' },
  steps: [25, 50, 100],
});
app.synth();
