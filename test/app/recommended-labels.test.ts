import { BlueGreenApp, type BlueGreenAppProps, Color } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, failure, type Manifest, manifests } from '../support/synthesize';

const shop: BlueGreenAppProps = {
  name: 'my-app',
  replicas: 2,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'registry:5000/my-app:1.0.0' },
  green: { image: 'my-app@sha256:' + 'a'.repeat(64) },
  disruptionBudget: { maxUnavailable: 1 },
};

const labelled = { ...shop, recommendedLabels: true };
const state = (props: BlueGreenAppProps): Manifest[] => manifests((chart) => new BlueGreenApp(chart, 'Shop', props));
const labelsOf = (props: BlueGreenAppProps): Record<string, Record<string, string>> =>
  Object.fromEntries(state(props).map(({ kind, metadata }) => [`${kind} ${metadata.name}`, metadata.labels]));

describe('the recommended labels', () => {
  const common = {
    'app.kubernetes.io/instance': 'my-app',
    'app.kubernetes.io/managed-by': 'cdk8s-rollouts',
    'app.kubernetes.io/name': 'my-app',
  };
  const blue = { app: 'my-app', version: 'blue', ...common, 'app.kubernetes.io/version': '1.0.0' };
  const green = { app: 'my-app', version: 'green', ...common };

  it('are those of every object, with the tag of the image if it has one', () => {
    expect(labelsOf(labelled)).toEqual({
      'Deployment my-app-blue': blue,
      'Deployment my-app-green': green,
      'Service my-app-service': { app: 'my-app', ...common },
      'Service my-app-preview': { app: 'my-app', ...common },
      'PodDisruptionBudget my-app-blue': blue,
      'PodDisruptionBudget my-app-green': green,
    });
  });

  it('give way to the labels of the user', () => {
    const own = { 'app.kubernetes.io/version': 'one' };
    expect(labelsOf({ ...labelled, deploymentLabels: own })['Deployment my-app-blue']).toEqual({ ...blue, ...own });
  });

  it('leave out a tag that is no label', () => {
    const labels = labelsOf({ ...labelled, blue: { image: 'my-app:_1' } })['Deployment my-app-blue'];
    expect(labels).not.toHaveProperty(['app.kubernetes.io/version']);
  });

  it('reach neither pods nor selectors', () => {
    expect(state(labelled).map(({ spec }) => spec)).toEqual(state(shop).map(({ spec }) => spec));
  });

  it('are added only if asked for', () => {
    expect(blueGreenYaml(shop)).not.toContain('app.kubernetes.io');
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...shop, recommendedLabels: 1 as never }))).toBe(
      'BlueGreenApp shop/Shop: recommendedLabels: expected true or false, got 1; pass a boolean, or leave it out',
    );
  });
});
