/** What the environment says of a run. Everything but `KUBECONFIG` has a default. */
export interface Settings {
  /** Why there is nothing to run against. @default - there is */
  readonly skipReason?: string;
  /** Whether a run without a cluster fails. */
  readonly required: boolean;
  /** Whether the suite runs the pods itself, on a node that it simulates, or leaves them to the nodes of the cluster. */
  readonly simulateNode: boolean;
  readonly seed: number;
  /** How many random pairs of states are tried. */
  readonly pairs: number;
}

/** The client's HTTP library needs zstd, which Node.js has since then. */
const LOWEST_NODE = [22, 19] as const;

/** @throws when a variable has a value that it can't have */
export function readSettings(env: NodeJS.ProcessEnv, nodeVersion: string): Settings {
  return {
    ...skipReason(env, nodeVersion),
    required: env.E2E_REQUIRED === '1',
    simulateNode: oneOf(env, 'E2E_NODES', ['simulated', 'cluster']) === 'simulated',
    seed: wholeNumber(env, 'E2E_SEED', 1),
    pairs: wholeNumber(env, 'E2E_PAIRS', 40),
  };
}

function skipReason(env: NodeJS.ProcessEnv, nodeVersion: string): { readonly skipReason?: string } {
  if ((env.KUBECONFIG ?? '') === '') {
    // The default kubeconfig may name a cluster that people depend on.
    return { skipReason: 'KUBECONFIG is not set: it has to name the test cluster, e2e/README.md says how to get one' };
  }
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const [lowest, lowestMinor] = LOWEST_NODE;
  if (major > lowest || (major === lowest && minor >= lowestMinor)) return {};
  return { skipReason: `Node.js ${nodeVersion} can't load @kubernetes/client-node: ${LOWEST_NODE.join('.')} can` };
}

function oneOf(env: NodeJS.ProcessEnv, name: string, allowed: readonly [string, ...string[]]): string {
  const value = env[name] ?? allowed[0];
  if (allowed.includes(value)) return value;
  throw new Error(`${name} is ${JSON.stringify(value)}; allowed: ${allowed.join(' or ')}`);
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined) return fallback;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${name} is ${JSON.stringify(text)}; allowed: a whole number, 0 or more`);
}
