import { CANARY_PERCENT, PORT, REPLICAS, VERSIONS } from '../app.mjs';
import { CanaryApp } from '../../lib/index.js';

const [stable, canary] = VERSIONS.map(({ version, image }) => ({ version, image }));

/** Uses this package. */
export function addApp(chart, name) {
  new CanaryApp(chart, name, {
    name,
    replicas: REPLICAS,
    port: PORT,
    stable,
    canary,
    trafficPercent: CANARY_PERCENT,
  });
}
