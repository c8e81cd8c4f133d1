import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/**
 * Runs a script of `processes/` in a new Node.js process, and returns the JSON that it prints with the milliseconds of
 * the whole process.
 *
 * @param timeout the seconds after which the script is stopped; the result is then `undefined`
 */
export function runProcess(script, args = [], { timeout } = {}) {
  const file = fileURLToPath(new URL(`./processes/${script}`, import.meta.url));
  const { milliseconds, output } = runCommand(process.execPath, [file, ...args.map(String)], { timeout });
  return milliseconds === undefined ? undefined : { ...JSON.parse(output), process: milliseconds };
}

/** Runs a command, and returns its output and its time in milliseconds. */
export function runCommand(command, args, { timeout, cwd, env } = {}) {
  const start = performance.now();
  const result = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    timeout: timeout === undefined ? undefined : timeout * 1000,
  });
  const milliseconds = performance.now() - start;
  if (result.error?.code === 'ETIMEDOUT') return {};
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return { milliseconds, output: result.stdout };
}

/**
 * Runs a command, and returns its clock time and its processor time in milliseconds. The latter includes all processes
 * that the command starts.
 */
export function runWithChildren(command, args, options) {
  const script = ['-c', '"$@" > /dev/null && times', 'sh', command, ...args];
  const { milliseconds, output } = runCommand('sh', script, options);
  // The shell prints its own times, and then those of its children: `0m1.20s 0m0.10s`.
  const [, children] = output.trim().split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return { milliseconds, cpu: parts.reduce((sum, [, minutes, seconds]) => sum + 60_000 * minutes + 1000 * seconds, 0) };
}

/**
 * Measures several ways in turn, round by round, so that a temporary slowdown of the machine affects all of them.
 *
 * @param ways a function per way that measures it once, by name
 * @param runs the number of rounds
 * @param budget the seconds after which no further round begins; there is always one round
 * @param limitsOf returns the ratios with targets from the results so far
 * @param isEnough reports whether these ratios make more rounds unnecessary
 * @returns the results of all rounds by name, without ways that failed in a round
 */
export function inTurn(ways, { runs, budget = Infinity, limitsOf = () => [], isEnough = () => false }) {
  const results = new Map(Object.keys(ways).map((name) => [name, []]));
  const start = performance.now();
  for (let round = 0; round < runs; round++) {
    const spent = (performance.now() - start) / 1000;
    if (round > 0 && (spent / round) * (round + 1) > budget) break;
    for (const [name, series] of results) {
      const result = ways[name]();
      if (result === undefined) results.delete(name);
      else series.push(result);
    }
    if (isEnough(limitsOf(results), runs)) break;
  }
  return results;
}
