import { App, Chart } from 'cdk8s';
import { CanaryApp, type CanaryAppProps } from 'cdk8s-rollouts';

/** The props that stay the same throughout the release. */
const shop = { name: 'my-app', replicas: 10, port: 80 };
const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };

/** The states of the release, one file each. You would commit them one after the other. */
const states: Record<string, CanaryAppProps> = {
  '1-stable-alone': { ...shop, stable: v1 },
  '2-canary-10-percent': { ...shop, stable: v1, canary: v2, trafficPercent: 10 },
  '3-canary-30-percent': { ...shop, stable: v1, canary: v2, trafficPercent: 30 },
  '4-canary-50-percent': { ...shop, stable: v1, canary: v2, trafficPercent: 50 },
  // A direct change from 5 + 5 to 0 + 10 would leave only 5 pods serving, so the canary grows before the stable pods go.
  '5-canary-grows': { ...shop, stable: v1, canary: v2, replicaCounts: { stable: 5, canary: 10 } },
  '6-canary-100-percent': { ...shop, stable: v1, canary: v2, trafficPercent: 100 },
  '7-promoted': { ...shop, stable: v2 },
  // An abort of 2, 3 or 4: the canary gets no traffic. You can also leave it out.
  aborted: { ...shop, stable: v1, canary: v2, trafficPercent: 0 },
};

const app = new App();
for (const [state, props] of Object.entries(states)) {
  new CanaryApp(new Chart(app, `canary-${state}`), 'Shop', props);
}
app.synth();
