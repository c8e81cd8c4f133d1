import { rmSync } from 'node:fs';
import { afterEach } from 'vitest';
import { takeFolders } from './workspace';

// Register this in a setup file and not in workspace(), because without isolation a module runs only once for all test
// files.
afterEach(() => {
  for (const folder of takeFolders()) rmSync(folder, { recursive: true, force: true });
});
