// `node docs/upstream/yaml-text.mjs [objects]` times the text of manifests by Yaml.stringify of cdk8s against that of
// src/fast-app/manifest-text.ts, after `npm run build`.
import { performance } from 'node:perf_hooks';
import { Yaml } from 'cdk8s';
import { manifestsOf } from '../../bench/manifests.mjs';
import { internal } from '../../bench/internal.mjs';

const { ManifestText } = internal('fast-app/manifest-text');
const count = Number(process.argv[2] ?? 3000);
const objects = Array.from({ length: count / 3 }, (_, index) => manifestsOf(`app-${index}`)).flat();
const stringify = Yaml.stringify.bind(Yaml);
for (let round = 0; round < 5; round++) {
  const [theirs, before] = timed(() => stringify(...objects));
  const [ours, after] = timed(() => new ManifestText(stringify).of(objects));
  console.log(`${objects.length} objects: ${before} ms, without a tree ${after} ms, same bytes: ${ours === theirs}`);
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - start)];
}
