// Reproduction: `node docs/upstream/dependencies.mjs [layers]`, for example 8,10,12. Each layer has three objects, and each
// of them depends on all three of the layer before.
import { performance } from 'node:perf_hooks';
import { ApiObject, App, Chart } from 'cdk8s';

for (const layers of (process.argv[2] ?? '8,10,12,13').split(',').map(Number)) {
  const chart = new Chart(new App(), 'chart');
  let previous = [];
  for (let layer = 0; layer < layers; layer++) {
    const objects = [0, 1, 2].map(
      (index) => new ApiObject(chart, `${layer}-${index}`, { apiVersion: 'v1', kind: 'ConfigMap' }),
    );
    for (const object of objects) object.addDependency(...previous);
    previous = objects;
  }
  const start = performance.now();
  chart.toJson();
  console.log(`${layers} layers, ${3 * layers} objects: ${Math.round(performance.now() - start)} ms`);
}
