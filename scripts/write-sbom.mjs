// Prints the software bill of materials of the package, as CycloneDX: the packages that it bundles.
import { BUNDLED, installBundled } from './bundled-packages.mjs';
import { output, withTemporaryFolder } from './run.mjs';

withTemporaryFolder((folder) => {
  installBundled(folder);
  const bill = JSON.parse(output(folder, 'npm', 'sbom', '--sbom-format', 'cyclonedx'));
  const missing = BUNDLED.filter((each) => !bill.components.some((part) => part.name === each));
  if (missing.length > 0) throw new Error(`the bill of materials lacks ${missing.join(', ')}`);
  process.stdout.write(`${JSON.stringify(bill, undefined, 2)}\n`);
});
