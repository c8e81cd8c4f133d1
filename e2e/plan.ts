import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { explicitSplit, splitReplicas } from '../src';
import type { KubeObject } from './kinds';

/** One state of a release, as it is committed. */
export interface Stage {
  /** The name of the file, without its extension. */
  readonly name: string;
  readonly objects: KubeObject[];
}

/** A release of the examples, with the expected observations. */
export interface Plan {
  readonly name: string;
  /** The stages, in the order in which they are applied. */
  readonly stages: Stage[];
  /** The Service for users. */
  readonly service: string;
  /** The share of each version at rest, in percent, per stage. */
  readonly shares: Record<string, number>[];
  /** The shares of other states than the stages, by their names. @default - those of the first stage */
  readonly sharesBeside?: Record<string, Record<string, number>>;
  /** The ways back, each from one stage to another. */
  readonly rollbacks: [Stage, Stage][];
  /** The steps that must not create a pod, each from one stage to another. */
  readonly promotions: [Stage, Stage][];
}

const examples = resolve(__dirname, '..', 'examples');

/**
 * Reads the stages in the files of a folder.
 *
 * @param path the folder and the start of the file names: `canary/canary-`
 */
function readStages(path: string): Stage[] {
  const folder = join(examples, path, '..');
  const prefix = path.slice(path.indexOf('/') + 1);
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix) && file.endsWith('.k8s.yaml'));
  return files.sort().map((file) => ({
    name: file.replace(/\.k8s\.yaml$/, ''),
    objects: parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(
      (document) => document.toJS() as KubeObject,
    ),
  }));
}

/** Reads the stages of a plan, and its other states, such as an aborted release. */
function readNumbered(path: string): { readonly stages: Stage[]; readonly others: Stage[] } {
  const found = readStages(path);
  const isNumbered = ({ name }: Stage): boolean => /^\d/.test(name.slice(path.length - path.indexOf('/') - 1));
  return { stages: found.filter(isNumbered), others: found.filter((stage) => !isNumbered(stage)) };
}

function blueGreen(color: 'blue' | 'green'): Record<string, number> {
  return { blue: 0, green: 0, [color]: 100 };
}

function canaryShares(stable: string, canary: string, percentages: number[]): Record<string, number>[] {
  return percentages.map((percent) => ({ [stable]: 100 - percent, [canary]: percent }));
}

/** Returns the ways from some stages, counted from 1, to the previous ones. */
function oneBack(stages: Stage[], numbers: number[]): [Stage, Stage][] {
  return numbers.map((number) => [stages[number - 1]!, stages[number - 2]!]);
}

function lastStep(stages: Stage[]): [Stage, Stage][] {
  return [[stages.at(-2)!, stages.at(-1)!]];
}

const MY_APP = { service: 'my-app-service' };
const PODINFO = { service: 'podinfo-service' };

/**
 * All releases of the examples that have a file for each stage and need only Kubernetes itself. `walk.ts` covers
 * release files, which contain one stage at a time.
 */
export const PLANS: Plan[] = [canaryByHand(), blueGreenByHand(), podinfoCanary(), podinfoBlueGreen()];

function canaryByHand(): Plan {
  const { stages, others } = readNumbered('canary/canary-');
  const at = (trafficPercent: number): number => splitReplicas({ replicas: 10, trafficPercent }).actualPercent;
  const [aborted] = others;
  return {
    name: 'canary',
    ...MY_APP,
    stages,
    shares: canaryShares('v1', 'v2', [
      ...[0, 10, 30, 50].map(at),
      explicitSplit({ stable: 5, canary: 10 }).actualPercent,
      ...[100, 100].map(at),
    ]),
    rollbacks: [...stages.slice(1, 4).map((stage): [Stage, Stage] => [stage, aborted!]), ...oneBack(stages, [5, 6])],
    promotions: lastStep(stages),
  };
}

function blueGreenByHand(): Plan {
  const { stages, others } = readNumbered('blue-green/blue-green-');
  const [overlap, rolledBack] = others;
  return {
    name: 'blue/green',
    ...MY_APP,
    stages,
    shares: (['blue', 'blue', 'green', 'green', 'green', 'green'] as const).map(blueGreen),
    sharesBeside: { [overlap!.name]: { blue: 50, green: 50 } },
    rollbacks: [
      ...oneBack(stages, [2, 4, 6]),
      [stages[2]!, rolledBack!],
      [stages[2]!, overlap!],
      [overlap!, stages[1]!],
    ],
    promotions: [
      [stages[1]!, stages[2]!],
      [stages[1]!, overlap!],
      [overlap!, stages[2]!],
      [stages[3]!, stages[4]!],
    ],
  };
}

function podinfoCanary(): Plan {
  const { stages } = readNumbered('podinfo/podinfo-canary-');
  const at = (trafficPercent: number): number => splitReplicas({ replicas: 4, trafficPercent }).actualPercent;
  return {
    name: 'podinfo: canary',
    ...PODINFO,
    stages,
    shares: canaryShares('6.7.1', '6.8.0', [
      ...[0, 25, 50].map(at),
      explicitSplit({ stable: 2, canary: 4 }).actualPercent,
      ...[100, 100].map(at),
    ]),
    rollbacks: oneBack(stages, [2, 3, 4, 5]),
    promotions: lastStep(stages),
  };
}

function podinfoBlueGreen(): Plan {
  const { stages } = readNumbered('podinfo/podinfo-blue-green-');
  return {
    name: 'podinfo: blue/green',
    ...PODINFO,
    stages,
    shares: (['blue', 'blue', 'green', 'green'] as const).map(blueGreen),
    rollbacks: oneBack(stages, [2, 3, 4]),
    promotions: [[stages[1]!, stages[2]!]],
  };
}
