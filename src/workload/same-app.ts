import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import type { Problem } from '../validate/problem';

/** The apps of each chart, by namespace and name. */
const apps = new WeakMap<Chart, Map<string, Construct>>();

/**
 * Returns the problem of another app in the chart with the same name and namespace: the two would overwrite each
 * other's resources, and share each other's pods. Apps with the same name in several charts are no problem, since they
 * may be the stages of a release.
 */
export function sameAppProblems(scope: Construct, app: AppOptions): Problem[] {
  const chart = chartOf(scope);
  const other = chart && apps.get(chart)?.get(keyOf(chart, app));
  // One that was abandoned is no longer in the tree.
  if (chart === undefined || other === undefined || other.node.scope?.node.tryFindChild(other.node.id) !== other)
    return [];
  const namespace = namespaceOf(chart, app);
  const where = namespace === undefined ? 'this chart' : `namespace ${namespace}`;
  return [
    {
      prop: 'name',
      received: app.name,
      expected: `a name that no other app of ${where} has, and ${other.node.path} has it`,
      fix: 'rename one of them, or give each a namespace of its own',
    },
  ];
}

/** Registers an app of a chart. */
export function registerApp(construct: Construct, app: AppOptions): void {
  const chart = chartOf(construct);
  if (chart === undefined) return;
  const known = apps.get(chart) ?? new Map<string, Construct>();
  apps.set(chart, known.set(keyOf(chart, app), construct));
}

/** Returns the innermost chart. Without one, cdk8s reports the problem as soon as a resource is made. */
function chartOf(construct: Construct): Chart | undefined {
  return construct.node.scopes.filter((scope): scope is Chart => Chart.isChart(scope)).at(-1);
}

function keyOf(chart: Chart, app: AppOptions): string {
  return `${namespaceOf(chart, app) ?? ''}/${app.name}`;
}

function namespaceOf(chart: Chart, { namespace }: AppOptions): string | undefined {
  return namespace ?? chart.namespace;
}
