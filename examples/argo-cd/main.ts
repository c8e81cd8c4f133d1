import { App, Chart } from 'cdk8s';
import { BlueGreenApp, type BlueGreenAppProps, Color } from 'cdk8s-rollouts';

/** The states, one commit each. With sync waves, Argo CD starts green, tests it, and only then switches the Service. */
const shop = { name: 'shop', replicas: 3, port: 80, syncWaves: true };
const smokeTest = {
  image: 'curlimages/curl:8.10.1',
  args: ['--fail', '--silent', '--show-error', '--retry', '10', '--retry-connrefused', '$(TARGET_URL)/health'],
};
const blue = { image: 'registry.example.com/shop:1.8.2' };
const green = { image: 'registry.example.com/shop:2.0.0', smokeTest };

const app = new App();
const commits: Record<string, BlueGreenAppProps> = {
  '1-blue': { ...shop, active: Color.BLUE, blue },
  '2-green': { ...shop, active: Color.GREEN, blue, green },
  '3-blue-drained': { ...shop, active: Color.GREEN, blue: { ...blue, replicas: 0 }, green },
};
for (const [commit, props] of Object.entries(commits)) {
  new BlueGreenApp(new Chart(app, `argo-cd-${commit}`, { namespace: 'shop' }), 'Shop', props);
}
app.synth();
