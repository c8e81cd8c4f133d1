import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ReleaseApp } from 'cdk8s-rollouts';

/**
 * The service in three environments. The release file of each environment states its versions and the stage of its
 * release.
 */
const app = new App();
for (const environment of ['dev', 'staging', 'prod']) {
  const chart = new Chart(app, `release-${environment}`, { namespace: `shop-${environment}` });
  const { service } = new ReleaseApp(chart, 'Shop', {
    name: 'shop',
    port: 80,
    containerPort: 8080,
    releaseFile: join(__dirname, 'releases', environment, 'shop.yaml'),
    // 2.0.0 has its own setting, in every environment.
    versions: { '2.0.0': { container: { envVariables: { CHECKOUT: kplus.EnvValue.fromValue('new') } } } },
  });
  new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'shop' } }).addHostRule(
    `shop.${environment}.example.com`,
    '/',
    kplus.IngressBackend.fromService(service, { port: 80 }),
  );
}
app.synth();
