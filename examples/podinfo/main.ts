import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, type CanaryAppProps, Color } from 'cdk8s-rollouts';

/**
 * podinfo (https://github.com/stefanprodan/podinfo) with the parts of a real service: probes, environment, a configuration
 * file, resources and a metrics port.
 */
function podinfo(chart: Chart) {
  const config = new kplus.ConfigMap(chart, 'Config', {
    metadata: { name: 'podinfo-config' },
    data: { 'config.yaml': 'level: info\n' },
  });
  return {
    name: 'podinfo',
    replicas: 4,
    port: 80,
    portName: 'http',
    containerPort: 9898,
    extraPorts: [{ name: 'metrics', port: 9797 }],
    container: {
      name: 'podinfo',
      command: ['./podinfo', '--port=9898', '--port-metrics=9797', '--config-path=/config', '--config=config.yaml'],
      envVariables: { PODINFO_UI_COLOR: kplus.EnvValue.fromValue('#34577c') },
      readiness: kplus.Probe.fromHttpGet('/readyz', { periodSeconds: Duration.seconds(5) }),
      liveness: kplus.Probe.fromHttpGet('/healthz'),
      resources: {
        cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
        memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
      },
      volumeMounts: [
        { path: '/config', volume: kplus.Volume.fromConfigMap(chart, 'ConfigVolume', config), readOnly: true },
      ],
      // The image sets its user by name. Kubernetes needs a number to verify that it is not root.
      securityContext: { user: 100, group: 101 },
    },
    podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9797' },
    minReady: Duration.seconds(3),
  };
}

const image = (version: string): string => `ghcr.io/stefanprodan/podinfo:${version}`;
const v671 = { image: image('6.7.1') };
const v680 = { image: image('6.8.0') };

const app = new App();

/** The states of a blue/green release, with only the props that change. */
const blueGreen: Record<string, Omit<BlueGreenAppProps, keyof ReturnType<typeof podinfo>>> = {
  '1-blue-alone': { active: Color.BLUE, blue: v671 },
  '2-green-beside': { active: Color.BLUE, blue: v671, green: v680 },
  '3-switched': { active: Color.GREEN, blue: v671, green: v680 },
  '4-drained': { active: Color.GREEN, blue: { ...v671, replicas: 0 }, green: v680 },
};
for (const [state, props] of Object.entries(blueGreen)) {
  const chart = new Chart(app, `podinfo-blue-green-${state}`, { namespace: 'podinfo' });
  new BlueGreenApp(chart, 'Podinfo', { ...podinfo(chart), ...props });
}

/** The steps of a canary release: 4 pods reach 25, 50 and 100 percent exactly. */
const stable = { version: '6.7.1', ...v671 };
const canary = { version: '6.8.0', ...v680 };
const steps: Record<string, Omit<CanaryAppProps, keyof ReturnType<typeof podinfo>>> = {
  '1-stable-alone': { stable },
  '2-canary-25-percent': { stable, canary, trafficPercent: 25 },
  '3-canary-50-percent': { stable, canary, trafficPercent: 50 },
  '4-canary-grows': { stable, canary, replicaCounts: { stable: 2, canary: 4 } },
  '5-canary-100-percent': { stable, canary, trafficPercent: 100 },
  '6-promoted': { stable: canary },
};
for (const [step, props] of Object.entries(steps)) {
  const chart = new Chart(app, `podinfo-canary-${step}`, { namespace: 'podinfo' });
  new CanaryApp(chart, 'Podinfo', { ...podinfo(chart), ...props });
}

app.synth();
