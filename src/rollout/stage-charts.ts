import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** One file of a staged release. */
export interface StageFile {
  /** What the stage is, as the end of the file's name: `10-percent`. */
  readonly name: string;
  /** Puts the manifests of the stage into its chart. */
  readonly fill: (chart: Chart) => void;
}

/**
 * A chart a stage, with ids that begin with the number of the stage, so that their files sort in the order in which they are
 * applied: `shop-01-start`, `shop-02-10-percent`.
 *
 * The charts stand beside the rollout, in its scope, and not below it: cdk8s names a file after the whole path of its chart,
 * and adds a hash where that is more than an id.
 */
export function toStageCharts(scope: Construct, id: string, files: StageFile[]): Chart[] {
  const digits = Math.max(2, String(files.length).length);
  const charts: Chart[] = [];
  try {
    files.forEach(({ name, fill }, index) => {
      const chart = new Chart(scope, `${id}-${String(index + 1).padStart(digits, '0')}-${name}`);
      charts.push(chart);
      fill(chart);
    });
  } catch (error) {
    charts.forEach((chart) => scope.node.tryRemoveChild(chart.node.id));
    throw error;
  }
  return charts;
}
