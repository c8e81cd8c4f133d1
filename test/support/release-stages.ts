import { App, Chart } from 'cdk8s';
import {
  type BlueGreenAppProps,
  type CanaryAppProps,
  Color,
  type Release,
  ReleaseApp,
  type ReleaseAppProps,
  type ReleasePlan,
  ReleaseStrategy,
} from 'cdk8s-rollouts';

/** All stages of a release and its clean-up, in one chart each. */
export interface ReleaseStages {
  readonly charts: Chart[];
  readonly plan: ReleasePlan;
}

/** Returns the stages of a canary release of an app, from the props of a `CanaryApp`. */
export function canaryStages(
  { stable, canary, replicas, trafficPercent: _trafficPercent, ...app }: CanaryAppProps,
  steps: number[],
  scope = new App(),
): ReleaseStages {
  const { version: v1, image: oldImage, ...old } = stable;
  const { version: v2, image: newImage, ...fresh } = canary!;
  const release = {
    strategy: ReleaseStrategy.CANARY,
    replicas,
    steps,
    current: { version: v1, image: oldImage },
    next: { version: v2, image: newImage },
  };
  return releaseStages({ ...app, versions: { [v1]: old, [v2]: fresh } }, release, scope);
}

/** Returns the stages of a blue/green release of an app to its idle color, from the props of a `BlueGreenApp`. */
export function blueGreenStages(
  { active, blue, green, replicas, ...app }: BlueGreenAppProps,
  previewReplicas?: number,
  scope = new App(),
): ReleaseStages {
  const { image: oldImage, ...old } = (active === Color.BLUE ? blue : green)!;
  const { image: newImage, ...fresh } = (active === Color.BLUE ? green : blue)!;
  const release = {
    strategy: ReleaseStrategy.BLUE_GREEN,
    replicas,
    ...(previewReplicas && { previewReplicas }),
    current: { version: 'v1', image: oldImage, color: active },
    next: { version: 'v2', image: newImage },
  };
  return releaseStages({ ...app, versions: { v1: old, v2: fresh } }, release, scope);
}

function releaseStages(app: ReleaseAppProps, release: Release, scope: App): ReleaseStages {
  const { plan } = new ReleaseApp(new Chart(new App(), 'plan'), 'App', { ...app, release });
  const charts = [...plan.stages, undefined].map((_stage, index) => {
    const chart = new Chart(scope, `${app.name}-${index + 1}`);
    new ReleaseApp(chart, 'App', { ...app, release, stage: index + 1 });
    return chart;
  });
  return { charts, plan };
}
