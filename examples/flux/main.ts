import { join } from 'node:path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { ReleaseApp } from 'cdk8s-rollouts';

/**
 * One folder per environment, with one file per resource. A Flux Kustomization points to the folder, which keeps its
 * name.
 */
const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
for (const environment of ['staging', 'prod']) {
  const chart = new Chart(app, `flux-${environment}`, { namespace: 'shop' });
  new ReleaseApp(chart, 'Shop', {
    name: 'shop',
    port: 80,
    containerPort: 8080,
    releaseFile: join(__dirname, '../release/releases', environment, 'shop.yaml'),
  });
}
app.synth();
