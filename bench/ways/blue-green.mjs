import { PORT, REPLICAS } from '../app.mjs';
import { BlueGreenApp, Color } from '../../lib/index.js';

/**
 * Uses this package's other construct. Its manifests differ in names and selectors, so they are not compared with those
 * of other ways.
 */
export function addApp(chart, name) {
  new BlueGreenApp(chart, name, {
    name,
    replicas: REPLICAS,
    port: PORT,
    active: Color.BLUE,
    blue: { image: 'my-app:v1.0.0' },
    green: { image: 'my-app:v2.0.0' },
    previewService: false,
  });
}
