import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ReleaseApp } from '../src';
import { readRelease } from '../src/release/read-release';
import { type ResolvedRelease, resolveRelease } from '../src/release/resolve-release';
import { runInProcess } from '../test/support/run-in-process';
import type { KubeObject } from './kinds';

/** One command of a walk, and the state that it leads to. */
export interface WalkStep {
  /** The first line of the commit message. */
  readonly title: string;
  readonly objects: KubeObject[];
  /** The fewest ready endpoints that the Service may have on the way, as the plan or the abort states. */
  readonly floor: number;
  /** The share of the new version at rest, in percent. 0 if there is no new version. */
  readonly percent: number;
}

/** Two consecutive releases of one app. The first one is aborted halfway. */
export interface Walk {
  readonly name: string;
  readonly service: string;
  /** The release file at rest. */
  readonly file: string;
  /** The number of stages that the first release advances before it is aborted. */
  readonly abortAfter: number;
}

/** A walk for each strategy. */
export const WALKS: Walk[] = [
  {
    name: 'canary',
    service: 'shop-service',
    file: `strategy: canary
replicas: 10
steps: [10, 30, 50, 100]
current: { version: v1, image: registry.example.com/shop:1 }
`,
    abortAfter: 3,
  },
  {
    name: 'blue/green',
    service: 'shop-service',
    file: `strategy: blue-green
replicas: 4
previewReplicas: 1
current: { version: v1, image: registry.example.com/shop:1, color: blue }
`,
    abortAfter: 3,
  },
  {
    name: 'blue/green with an overlap',
    service: 'shop-service',
    file: `strategy: blue-green
replicas: 3
overlap: true
current: { version: v1, image: registry.example.com/shop:1, color: blue }
`,
    abortAfter: 2,
  },
];

const FILE = 'releases/prod/shop.yaml';

/**
 * Takes both releases through their stages with the commands that people use, and returns the state after each command.
 */
export async function walkSteps({ file, abortAfter }: Walk): Promise<WalkStep[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-rollouts-walk-'));
  try {
    mkdirSync(join(folder, 'releases/prod'), { recursive: true });
    writeFileSync(join(folder, FILE), file);
    const release = new WalkedRelease(folder);
    const steps = [release.step('at rest', 0)];
    const run = async (...args: string[]): Promise<void> => void steps.push(await release.run(args));
    const start = (version: string): Promise<void> =>
      run('start', '--image', `registry.example.com/shop:${version}`, '--version', version);

    await start('v2');
    for (let count = 0; count < abortAfter; count += 1) await run('next');
    await run('abort');
    // After a switch, the pods of the aborted version are still there.
    if ((release.now().stage?.next ?? 0) > 0) await run('abort');
    await start('v3');
    while (release.now().next !== undefined) await run('next');
    return steps;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A release file in a folder, and the objects that it stands for. */
class WalkedRelease {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  now(): ResolvedRelease {
    const { value: release } = readRelease(readFileSync(join(this.#folder, FILE), 'utf8'), FILE);
    const resolved = release && resolveRelease(release).value;
    if (resolved === undefined) throw new Error('the commands leave a release file that can be read');
    return resolved;
  }

  /** Runs a command of `cdk8s-rollouts release`. */
  async run([command = '', ...options]: string[]): Promise<WalkStep> {
    const before = this.now();
    const { exitCode, stdout, stderr } = await runInProcess(['release', command, FILE, ...options], {
      cwd: this.#folder,
    });
    if (exitCode !== 0) throw new Error(`release ${command}: ${stderr}`);
    return this.step(stdout.split('\n')[0] ?? '', floorOf(before, this.now(), stdout));
  }

  step(title: string, floor: number): WalkStep {
    const app = new App();
    const releaseFile = join(this.#folder, FILE);
    const chart = new Chart(app, 'shop');
    new ReleaseApp(chart, 'Shop', { name: 'shop', port: 80, containerPort: 8080, releaseFile });
    return { title, floor, objects: chart.toJson() as KubeObject[], percent: this.now().stage?.nextPercent ?? 0 };
  }
}

/**
 * Returns the fewest ready pods that a step may leave. The message of an abort states the number, the plan states that
 * of a stage.
 */
function floorOf(before: ResolvedRelease, after: ResolvedRelease, message: string): number {
  const warned = /as few as (\d+)/.exec(message)?.[1];
  if (warned !== undefined) return Number(warned);
  const { replicas } = before.release;
  if (before.stage === undefined || after.stage === undefined) return replicas;
  if (after.stage.number === before.stage.number + 1) return after.stage.lowestReady;
  return before.plan.canary?.capacityFloor ?? replicas;
}
