import { App, Chart } from 'cdk8s';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, type CanaryAppProps, Color } from 'cdk8s-rollouts';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';

const colors: BlueGreenAppProps = {
  name: 'my-app',
  replicas: 1,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:1' },
};
const canary: CanaryAppProps = {
  name: 'my-app',
  replicas: 1,
  port: 80,
  stable: { version: 'v1', image: 'my-app:1' },
};

describe('two apps of one name', () => {
  it('in one namespace of a chart are an error, whatever their strategies and places', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'web' });
    new BlueGreenApp(new Construct(chart, 'Team'), 'First', colors);
    expect(() => new CanaryApp(chart, 'Second', { ...canary, namespace: 'web' })).toThrow(
      new Error(
        'CanaryApp shop/Second: name: expected a name that no other app of namespace web has, and shop/Team/First has it, got "my-app"; rename one of them, or give each a namespace of its own',
      ),
    );
    expect(chart.node.tryFindChild('Second')).toBeUndefined();
  });

  it('in a chart without a namespace are an error, too', () => {
    const chart = new Chart(new App(), 'shop');
    new CanaryApp(chart, 'First', canary);
    expect(() => new BlueGreenApp(chart, 'Second', colors)).toThrow(
      'BlueGreenApp shop/Second: name: expected a name that no other app of this chart has, and shop/First has it, got "my-app"; ',
    );
  });

  it('in two namespaces, or in two charts, are fine', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    new CanaryApp(chart, 'First', { ...canary, namespace: 'one' });
    new CanaryApp(chart, 'Second', { ...canary, namespace: 'two' });
    new CanaryApp(new Chart(app, 'next-stage'), 'First', { ...canary, namespace: 'one' });
    expect(chart.node.children).toHaveLength(2);
  });

  it('are fine once the first is gone', () => {
    const chart = new Chart(new App(), 'shop');
    new CanaryApp(chart, 'First', canary);
    chart.node.tryRemoveChild('First');
    expect(() => new CanaryApp(chart, 'Second', canary)).not.toThrow();
  });
});
