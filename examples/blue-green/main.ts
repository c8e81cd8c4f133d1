import { App, Chart } from 'cdk8s';
import { BlueGreenApp, type BlueGreenAppProps, Color } from 'cdk8s-rollouts';

/** The props that stay the same throughout the release. */
const shop = { name: 'my-app', replicas: 3, port: 80 };
const v1 = { image: 'my-app:v1.0.0' };
const v2 = { image: 'my-app:v2.0.0' };
const v3 = { image: 'my-app:v3.0.0' };

/** The states of the release, one file each. You would commit them one after the other. */
const states: Record<string, BlueGreenAppProps> = {
  '1-blue-alone': { ...shop, active: Color.BLUE, blue: v1 },
  '2-green-beside': { ...shop, active: Color.BLUE, blue: v1, green: v2 },
  '3-switched': { ...shop, active: Color.GREEN, blue: v1, green: v2 },
  '4-drained': { ...shop, active: Color.GREEN, blue: { ...v1, replicas: 0 }, green: v2 },
  '5-cleaned-up': { ...shop, active: Color.GREEN, green: v2 },
  '6-next-release': { ...shop, active: Color.GREEN, blue: v3, green: v2 },
  // Between 2 and 3, behind a load balancer that targets pods.
  overlap: { ...shop, active: Color.BLUE, overlap: true, blue: v1, green: v2 },
  // The rollback of 3 changes one line.
  'rolled-back': { ...shop, active: Color.BLUE, blue: v1, green: v2 },
};

const app = new App();
for (const [state, props] of Object.entries(states)) {
  new BlueGreenApp(new Chart(app, `blue-green-${state}`), 'Shop', props);
}
app.synth();
