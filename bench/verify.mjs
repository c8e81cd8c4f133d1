import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from './measure.mjs';

/** The ways that are compared with each other, by the file in `ways/`. */
const SAME = ['rollouts', 'rollouts-fast', 'plus', 'plus-finished', 'l1', 'api-object', 'objects'];

const LAYOUTS = ['one-chart', 'chart-each', 'app-each'];

/** Throws if the ways do not write the same bytes, because their times could then not be compared. */
export function verifySameYaml(folder, layouts = LAYOUTS) {
  for (const layout of layouts) {
    const hashes = SAME.map((way) => {
      const outdir = join(folder, 'verify', layout, way);
      runProcess('write.mjs', [way, 5, layout, outdir]);
      return hashOf(outdir);
    });
    const wrong = SAME.filter((_, index) => hashes[index] !== hashes[0]);
    if (wrong.length > 0) throw new Error(`${layout}: ${wrong.join(', ')} wrote other YAML than ${SAME[0]}`);
  }
}

function hashOf(folder) {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}
