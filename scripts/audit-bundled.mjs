// Fails if a package that the published one bundles has a known hole. `npm audit` alone doesn't see bundled files.
import { installBundled } from './bundled-packages.mjs';
import { run, withTemporaryFolder } from './run.mjs';

withTemporaryFolder((folder) => {
  installBundled(folder);
  run(folder, 'npm', 'audit');
});
