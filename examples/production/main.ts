import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  type AppOptions,
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  Color,
  Spreading,
} from 'cdk8s-rollouts';

const { Cpu, Metric, MetricTarget, Probe } = kplus;

/** A shop with the options for production, which docs/production.md explains. */
const shop: AppOptions = {
  name: 'shop',
  replicas: 4,
  port: 80,
  containerPort: 8080,
  recommendedLabels: true,
  container: {
    readiness: Probe.fromHttpGet('/ready'),
    resources: { cpu: { request: Cpu.millis(250) }, memory: { request: Size.mebibytes(128) } },
  },
  sidecars: [
    {
      name: 'log-shipper',
      image: 'registry.example.com/log-shipper:3.2',
      resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(32) } },
    },
  ],
  configMap: { data: { 'shop.yaml': 'currency: EUR\n' }, mountPath: '/etc/shop' },
  disruptionBudget: { maxUnavailable: '25%' },
  spread: { nodes: Spreading.PREFERRED, zones: Spreading.PREFERRED },
  drainPeriod: Duration.seconds(10),
};

const image = (version: string): string => `registry.example.com/shop:${version}`;
const v1 = { version: 'v1', image: image('1.8.2') };
// The new version has its own settings. Those of v1 don't change.
const v2 = {
  version: 'v2',
  image: image('2.0.0'),
  configMap: { data: { 'shop.yaml': 'currency: EUR\ngifts: true\n' } },
};

const app = new App();

/** With autoscalers, and a Service of its own for each version. */
const canary = {
  ...shop,
  trackServices: true,
  autoscaling: {
    maxReplicas: 16,
    metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(60))],
    scaleDown: { stabilizationWindow: Duration.minutes(10) },
  },
};
const steps: Record<string, CanaryAppProps> = {
  '1-stable-alone': { ...canary, stable: v1 },
  '2-canary-25-percent': { ...canary, stable: v1, canary: v2, trafficPercent: 25 },
  '3-promoted': { ...canary, stable: v2 },
};
for (const [step, props] of Object.entries(steps)) {
  new CanaryApp(new Chart(app, `production-canary-${step}`, { namespace: 'shop' }), 'Shop', props);
}

/** With two pods in the idle color until shortly before the switch, and an Ingress to the active color. */
const colors = {
  ...shop,
  sessionAffinity: Duration.hours(1),
  blue: { image: v1.image },
  green: { image: v2.image, configMap: v2.configMap },
};
const states: Record<string, BlueGreenAppProps> = {
  '1-green-tested': { ...colors, active: Color.BLUE, green: { ...colors.green, replicas: 2 } },
  '2-green-full-size': { ...colors, active: Color.BLUE },
  '3-switched': { ...colors, active: Color.GREEN },
};
for (const [state, props] of Object.entries(states)) {
  const chart = new Chart(app, `production-blue-green-${state}`, { namespace: 'shop' });
  const { service, previewService } = new BlueGreenApp(chart, 'Shop', props);
  const ingress = new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'shop' } });
  ingress.addHostRule('shop.example.com', '/', kplus.IngressBackend.fromService(service));
  if (previewService !== undefined) {
    ingress.addHostRule('preview.shop.example.com', '/', kplus.IngressBackend.fromService(previewService));
  }
}

app.synth();
