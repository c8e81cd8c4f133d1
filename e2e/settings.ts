/** The settings of a run, from environment variables. All but `KUBECONFIG` have a default. */
export interface Settings {
  /** The reason why the tests can't run. @default - they can */
  readonly skipReason?: string;
  /** Whether a run without a cluster fails. */
  readonly required: boolean;
  /** Whether the suite runs the pods itself, on a simulated node, instead of on the nodes of the cluster. */
  readonly simulateNode: boolean;
  readonly seed: number;
  /** The number of random pairs of states to try. */
  readonly pairs: number;
}

/** The first version of Node.js with zstd, which the client's HTTP library needs. */
const LOWEST_NODE = [22, 19] as const;

/**
 * Reads the settings.
 *
 * @throws if a variable has an invalid value
 */
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
    // Don't use the default kubeconfig, because people may depend on its cluster.
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
