import { App, Chart } from 'cdk8s';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, type CanaryAppProps } from 'cdk8s-rollouts';

/** A Kubernetes object as it is written to YAML. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: Record<string, unknown>;
}

/** Returns the YAML of a whole app, validated, as `cdk8s synth` writes it. */
export function toYaml(make: (chart: Chart) => unknown): string {
  const app = new App();
  make(new Chart(app, 'shop'));
  return app.synthYaml();
}

export function blueGreenYaml(props: BlueGreenAppProps): string {
  return toYaml((chart) => new BlueGreenApp(chart, 'Shop', props));
}

export function canaryYaml(props: CanaryAppProps): string {
  return toYaml((chart) => new CanaryApp(chart, 'Shop', props));
}

/** Returns the documents of a YAML stream, in order. */
export function documents(yaml: string): string[] {
  return yaml.split('---\n');
}

/** Returns the only document with a kind and name. */
export function documentOf(yaml: string, kind: string, name: string): string {
  const isResource = new RegExp(`^kind: ${kind}\\nmetadata:\\n(  .*\\n)*?  name: ${name}\\n`, 'm');
  const matches = documents(yaml).filter((text) => isResource.test(text));
  if (matches.length !== 1) throw new Error(`${matches.length} documents are a ${kind} ${name} in\n${yaml}`);
  return String(matches[0]);
}

/** Returns the objects of a chart, as they are written. */
export function manifests(make: (chart: Chart) => unknown): Manifest[] {
  const chart = new Chart(new App(), 'shop');
  make(chart);
  return chart.toJson() as Manifest[];
}

/** Returns the lines that differ between two texts with the same number of lines, as `before → after`. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  if (old.length !== now.length) throw new Error(`${old.length} lines became ${now.length}`);
  return old.flatMap((line, index) => (line === now[index] ? [] : [`${line.trim()} → ${String(now[index]).trim()}`]));
}

/** Returns the message with which a construct fails. Throws if it leaves something in the construct tree. */
export function failure(make: (chart: Chart) => unknown): string {
  const chart = new Chart(new App(), 'shop');
  const message = messageOf(() => make(chart));
  const left = chart.node.children.map((child) => child.node.path);
  if (left.length > 0) throw new Error(`left in the tree: ${left.join(', ')}, after: ${message}`);
  return message;
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
