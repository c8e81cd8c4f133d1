import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(import.meta.url);
/** The built package, or another build of it. */
const lib = resolve(process.env.CDK8S_ROLLOUTS_LIB ?? new URL('../lib', import.meta.url).pathname);

/** Returns the exports of a module of the package, such as `check/check-states`, from its bundle. */
export function internal(module) {
  for (const bundle of ['exports', 'shared', 'constructs', 'checker']) {
    const found = require(`${lib}/bundle/${bundle}.js`)(module);
    if (found !== undefined) return found;
  }
  throw new Error(`${module}: expected a module of the package, got none in ${lib}/bundle; run npm run build`);
}
