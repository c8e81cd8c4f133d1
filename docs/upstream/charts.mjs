// Reproduction: `node docs/upstream/charts.mjs [counts]`, for example 100,1000. An App with many charts of three objects.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ApiObject, App, Chart } from 'cdk8s';

const outdir = mkdtempSync(join(tmpdir(), 'charts-'));
for (const count of (process.argv[2] ?? '100,500,1000,2000').split(',').map(Number)) {
  const together = new App({ outdir });
  for (let index = 0; index < count; index++) addChart(together, index);
  const apps = Array.from({ length: count }, (_, index) => {
    const app = new App({ outdir });
    addChart(app, index);
    return app;
  });
  const inOne = milliseconds(() => together.synth());
  const apart = milliseconds(() => apps.forEach((app) => app.synth()));
  console.log(`${count} charts: in one App ${inOne} ms, each in its own App ${apart} ms`);
}
rmSync(outdir, { recursive: true });

function addChart(app, index) {
  const chart = new Chart(app, `chart-${index}`);
  for (const id of ['a', 'b', 'c']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' });
}

function milliseconds(work) {
  const start = performance.now();
  work();
  return Math.round(performance.now() - start);
}
