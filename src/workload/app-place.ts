import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import { type NamedVersion, otherEnvironmentProblems } from '../app/environment';
import type { OwnVersionOptions } from '../app/version-props';
import type { Problem } from '../validate/problem';

/** A version of an app that is about to be created, and the name of its Deployment. */
export interface PlacedVersion {
  /** The prop with the options of the version: `canary`, `green`. */
  readonly prop: string;
  /**
   * The prop with the name and image of the version: `release.next`.
   *
   * @default - `prop`
   */
  readonly statedBy?: string;
  readonly given: NamedVersion & Pick<OwnVersionOptions, 'deploymentName'>;
  readonly deploymentName: string;
}

/** The versions and Services of an app that is about to be created. */
export interface PlacedApp {
  readonly versions: readonly PlacedVersion[];
  /** The names of its Services, by the props that state them: `{ serviceName: 'shop-service' }`. */
  readonly services: Readonly<Record<string, string>>;
}

/** The apps of a namespace of a chart, by their own names and by those of their Deployments and Services. */
interface KnownApps {
  readonly apps: Map<string, Construct>;
  readonly deployments: Map<string, Construct>;
  readonly services: Map<string, Construct>;
}

type AppsByNamespace = Map<string | undefined, KnownApps>;

/**
 * The key under which a chart has its apps, by namespace. In a `WeakMap`, they would keep all constructs of a chart in
 * memory until V8 next collects the garbage of the whole heap.
 */
const APPS = Symbol('cdk8s-rollouts.apps');

/**
 * Returns the problems of an app in its place:
 *
 * - another app in the chart with the same name and namespace, or with a Deployment or Service of the same name: the
 *   two would overwrite each other's resources. Apps with the same name in several charts are not a problem, because
 *   they may be the stages of a release.
 * - a version that is named after another environment.
 * - a chart of another copy of cdk8s, which can't write objects of this copy.
 */
export function placeProblems(scope: Construct, app: AppOptions, { versions, services }: PlacedApp): Problem[] {
  const chart = chartOf(scope);
  if (chart === undefined) return [];
  if (isOfAnotherCopy(chart)) return [ANOTHER_COPY];
  const namespace = namespaceOf(chart, app);
  const where = namespace === undefined ? 'this chart' : `namespace ${namespace}`;
  const known = appsOf(chart)?.get(namespace);
  const taken = (prop: string, received: string, kind: keyof KnownApps, fix: string): Problem[] => {
    const other = known?.[kind].get(received);
    if (other === undefined || !isIn(chart, other)) return [];
    return [{ prop, received, expected: `a name that no other app of ${where} has (${other.node.path} has it)`, fix }];
  };
  const fix = 'rename one of them, or give each its own namespace';
  const sameApp = taken('name', app.name, 'apps', fix);
  if (sameApp.length > 0) return sameApp;
  const ofVersions = versions.flatMap(({ prop, statedBy = prop, given, deploymentName }) => [
    ...taken(
      `${prop}.deploymentName`,
      deploymentName,
      'deployments',
      rename(`${prop}.deploymentName`, given.deploymentName, 'the version or the app'),
    ),
    ...otherEnvironmentProblems(statedBy, namespace === undefined ? `chart ${chart.node.id}` : where, given),
  ]);
  const ofServices = Object.entries(services).flatMap(([prop, serviceName]) =>
    taken(prop, serviceName, 'services', rename(prop, (app as unknown as Record<string, unknown>)[prop], 'the app')),
  );
  return [...ofVersions, ...ofServices];
}

const ANOTHER_COPY: Problem = {
  prop: 'scope',
  received: 'a chart of another copy',
  expected: 'a chart of the copy of cdk8s that this package imports',
  fix: 'install cdk8s only once: npm ls cdk8s lists the copies, and npm dedupe joins them',
};

/** Reports whether a chart belongs to another copy of cdk8s. `instanceof` and `Chart.isChart` also recognize these. */
function isOfAnotherCopy(chart: Chart): boolean {
  return !Object.prototype.isPrototypeOf.call(Chart.prototype, chart);
}

/** Returns the remedy for a name that is taken: only a derived one changes with the name of its owner. */
function rename(prop: string, stated: unknown, owner: string): string {
  return stated === undefined ? `give ${owner} another name, or set ${prop}` : `set another ${prop}`;
}

/** Registers an app of a chart. */
export function registerApp(construct: Construct, app: AppOptions, { versions, services }: PlacedApp): void {
  const chart = chartOf(construct);
  if (chart === undefined) return;
  let byNamespace = appsOf(chart);
  if (byNamespace === undefined) {
    byNamespace = new Map();
    Object.defineProperty(chart, APPS, { value: byNamespace });
  }
  const namespace = namespaceOf(chart, app);
  let known = byNamespace.get(namespace);
  if (known === undefined) {
    known = { apps: new Map(), deployments: new Map(), services: new Map() };
    byNamespace.set(namespace, known);
  }
  known.apps.set(app.name, construct);
  for (const { deploymentName } of versions) known.deployments.set(deploymentName, construct);
  for (const serviceName of Object.values(services)) known.services.set(serviceName, construct);
}

function appsOf(chart: Chart & { readonly [APPS]?: AppsByNamespace }): AppsByNamespace | undefined {
  return chart[APPS];
}

/**
 * Reports whether a construct can be reached from a chart. It can't if it was abandoned, or if it or its parent was
 * removed; it still knows its scope then.
 */
function isIn(chart: Chart, construct: IConstruct): boolean {
  let child = construct;
  while (child !== chart) {
    const { scope, id } = child.node;
    if (scope?.node.tryFindChild(id) !== child) return false;
    child = scope;
  }
  return true;
}

/** Returns the innermost chart. Without one, cdk8s reports the problem as soon as a resource is made. */
function chartOf(construct: Construct): Chart | undefined {
  let scope: IConstruct | undefined = construct;
  while (scope !== undefined && !Chart.isChart(scope)) scope = scope.node.scope;
  return scope;
}

function namespaceOf(chart: Chart, { namespace }: AppOptions): string | undefined {
  return namespace ?? chart.namespace;
}
