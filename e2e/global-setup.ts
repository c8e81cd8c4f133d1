import type { TestProject } from 'vitest/node' with { 'resolution-mode': 'import' };
import { connect } from './kubernetes/api-client';
import { readSettings } from './settings';

declare module 'vitest' {
  interface ProvidedContext {
    /** The reason why all tests are skipped, or an empty string if they run. */
    skipReason: string;
    /** The version of the cluster. */
    clusterVersion: string;
    /** Whether the figures of the documentation are rewritten. */
    writeFigures: boolean;
  }
}

/** Looks for a cluster once for all tests, and prints the result. */
export default async function setup(project: TestProject): Promise<void> {
  const { skipReason, required, seed } = readSettings(process.env, process.version);
  const found = skipReason === undefined ? await findCluster() : { skipReason };
  if ('skipReason' in found) {
    if (required) throw new Error(`E2E_REQUIRED is set, and there is no cluster: ${found.skipReason}`);
    console.log(`\nSKIPPED: ${found.skipReason}. Nothing was tested.`);
  } else {
    console.log(`\nKubernetes ${found.version}, seed ${seed}`);
  }
  project.provide('skipReason', 'skipReason' in found ? found.skipReason : '');
  project.provide('clusterVersion', 'version' in found ? found.version : '');
}

async function findCluster(): Promise<{ readonly version: string } | { readonly skipReason: string }> {
  try {
    return { version: (await connect()).version };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message} (${cause.message})` : message;
    return { skipReason: `the cluster that KUBECONFIG names does not answer: ${why}` };
  }
}
