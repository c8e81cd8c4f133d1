// Prints the software bill of materials of the packages that users install, as CycloneDX. It uses an empty folder,
// because `npm sbom --omit dev` (npm 10) also leaves out packages that the development dependencies need, too.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output, root, withTemporaryFolder } from './run.mjs';

const { name, version, license, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

withTemporaryFolder((folder) => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, dependencies }));
  output(folder, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  const bill = JSON.parse(output(folder, 'npm', 'sbom', '--sbom-format', 'cyclonedx'));
  const missing = Object.keys(dependencies).filter((each) => !bill.components.some((part) => part.name === each));
  if (missing.length > 0) throw new Error(`the bill of materials lacks ${missing.join(', ')}`);
  process.stdout.write(`${JSON.stringify(bill, undefined, 2)}\n`);
});
