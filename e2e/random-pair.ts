import type { KubeObject } from './kinds';
import type { Random } from './random';

/** Two states of one app, chosen at random: up to two Deployments and the Service over them. */
export interface RandomPair {
  /** The name of the Service. The names of the Deployments begin with it. */
  readonly name: string;
  readonly before: KubeObject[];
  readonly after: KubeObject[];
  /** The changes from one state to the other. */
  readonly changes: Change[];
}

/** A kind of change. */
export enum Change {
  SCALED = 'replicas alone',
  ROLLED = 'the pod template, rolling update',
  RECREATED = 'the pod template, `Recreate`',
  PAUSED = 'the pod template, paused',
  CREATED = 'a new Deployment',
  REMOVED = 'a removed Deployment',
  SWITCHED = 'the selector of the Service',
}

const VERSIONS = ['v1', 'v2'] as const;
type Version = (typeof VERSIONS)[number];

interface Size {
  readonly replicas: number;
  readonly image: string;
  readonly strategy: object;
  readonly paused?: boolean;
}

interface State {
  /** The version that the Service selects. @default - all versions */
  readonly selected?: Version;
  readonly sizes: Partial<Record<Version, Size>>;
}

const MOST_REPLICAS = 6;
const IMAGES = ['app:1', 'app:2'];
const BOUNDS = [0, 1, 2, '25%', '50%', '100%'];

export function randomPair(random: Random, name: string): RandomPair {
  const before = randomState(random);
  const after = changed(random, before);
  const manifests = (state: State): KubeObject[] => toManifests(name, state);
  return { name, before: manifests(before), after: manifests(after), changes: changesOf(before, after) };
}

function randomState(random: Random): State {
  const sizes = VERSIONS.flatMap((version) => (chance(random, 0.8) ? [[version, randomSize(random)]] : []));
  return { selected: randomSelected(random), sizes: Object.fromEntries(sizes) as State['sizes'] };
}

function changed(random: Random, { selected, sizes }: State): State {
  const entries = VERSIONS.flatMap((version) => {
    const size = chance(random, 0.85) ? changedSize(random, sizes[version]) : undefined;
    return size === undefined ? [] : [[version, size]];
  });
  return {
    selected: chance(random, 0.3) ? randomSelected(random) : selected,
    sizes: Object.fromEntries(entries) as State['sizes'],
  };
}

function randomSelected(random: Random): Version | undefined {
  return random.pick([undefined, ...VERSIONS]);
}

function randomSize(random: Random): Size {
  const replicas = random.integer(0, MOST_REPLICAS);
  return { replicas, image: random.pick(IMAGES), strategy: randomStrategy(random) };
}

function changedSize(random: Random, size: Size | undefined): Size | undefined {
  if (size === undefined) return chance(random, 0.7) ? randomSize(random) : undefined;
  const fresh = randomSize(random);
  return {
    replicas: chance(random, 0.6) ? fresh.replicas : size.replicas,
    image: chance(random, 0.5) ? fresh.image : size.image,
    strategy: chance(random, 0.3) ? fresh.strategy : size.strategy,
    ...(chance(random, 0.1) && { paused: true }),
  };
}

function randomStrategy(random: Random): object {
  if (chance(random, 0.15)) return { type: 'Recreate' };
  const maxSurge = random.pick(BOUNDS);
  // The API server refuses a rolling update that can't move.
  const maxUnavailable = random.pick(maxSurge === 0 ? BOUNDS.slice(1) : BOUNDS);
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
}

function chance(random: Random, probability: number): boolean {
  return random.fraction() < probability;
}

function toManifests(app: string, { selected, sizes }: State): KubeObject[] {
  const deployments = VERSIONS.flatMap((version) => {
    const size = sizes[version];
    return size === undefined ? [] : toDeployment(app, version, size);
  });
  const selector = selected === undefined ? { app } : { app, version: selected };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: app },
    spec: { selector, ports: [{ port: 80 }] },
  };
  return [...deployments, service];
}

function toDeployment(app: string, version: Version, { image, ...spec }: Size): KubeObject {
  const labels = { app, version };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${app}-${version}` },
    ...{ spec: { ...spec, selector: { matchLabels: labels }, template } },
  };
}

function changesOf(before: State, after: State): Change[] {
  const changes = VERSIONS.flatMap((version) => changeOf(before.sizes[version], after.sizes[version]) ?? []);
  if (before.selected !== after.selected) changes.push(Change.SWITCHED);
  return [...new Set(changes)];
}

function changeOf(before: Size | undefined, after: Size | undefined): Change | undefined {
  if (before === undefined) return after && Change.CREATED;
  if (after === undefined) return Change.REMOVED;
  if (before.image === after.image) return before.replicas === after.replicas ? undefined : Change.SCALED;
  if (after.paused === true) return Change.PAUSED;
  return 'rollingUpdate' in after.strategy ? Change.ROLLED : Change.RECREATED;
}
