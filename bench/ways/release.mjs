import { CANARY_PERCENT, PORT, REPLICAS, VERSIONS } from '../app.mjs';
import { ReleaseApp } from '../../lib/index.js';

const [current, next] = VERSIONS.map(({ version, image }) => ({ version, image }));

/** Uses this package with the release as a value: the same canary, at the second stage of its plan. */
export function addApp(chart, name) {
  new ReleaseApp(chart, name, {
    name,
    port: PORT,
    release: { strategy: 'canary', replicas: REPLICAS, steps: [CANARY_PERCENT], current, next, stage: 2 },
  });
}
