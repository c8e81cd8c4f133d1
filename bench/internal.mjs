import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(import.meta.url);
/** What is built, or another folder of it. */
const lib = resolve(process.env.CDK8S_ROLLOUTS_LIB ?? new URL('../lib', import.meta.url).pathname);

/** Returns what a module of the package exports, such as `check/check-states`: from the bundle that has it. */
export function internal(module) {
  for (const bundle of ['exports', 'shared', 'constructs', 'checker']) {
    const found = require(`${lib}/bundle/${bundle}.js`)(module);
    if (found !== undefined) return found;
  }
  throw new Error(`${module}: expected a module of the package, got none in ${lib}/bundle; run npm run build`);
}
