import { App } from 'cdk8s';
import { BlueGreenRollout, CanaryRollout, Color } from 'cdk8s-rollouts';

/** The service, released to its next version in two ways. */
const shop = { name: 'my-app', replicas: 10, port: 80 };
const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };

const app = new App();
new CanaryRollout(app, 'rollout-canary', { ...shop, stable: v1, canary: v2, steps: [10, 30, 50, 100] });
new BlueGreenRollout(app, 'rollout-blue-green', {
  ...shop,
  active: Color.BLUE,
  blue: { image: v1.image },
  green: { image: v2.image },
  previewReplicas: 1,
});
app.synth();
