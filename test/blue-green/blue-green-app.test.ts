import { App, Chart } from 'cdk8s';
import { BlueGreenApp, type BlueGreenAppProps, Color } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, changedLines, documentOf, documents, failure } from '../support/synthesize';

const shop = { name: 'my-app', replicas: 3, port: 80 };
const v1 = { image: 'my-app:v1.0.0' };
const v2 = { image: 'my-app:v2.0.0' };

const BLUE_ALONE: BlueGreenAppProps = { ...shop, active: Color.BLUE, blue: v1 };
const GREEN_BESIDE: BlueGreenAppProps = { ...shop, active: Color.BLUE, blue: v1, green: v2 };
const SWITCHED: BlueGreenAppProps = { ...shop, active: Color.GREEN, blue: v1, green: v2 };

const deployment = (color: string, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: my-app
    version: ${color}
  name: my-app-${color}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: my-app
      version: ${color}
  strategy:
    rollingUpdate:
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app: my-app
        version: ${color}
    spec:
      automountServiceAccountToken: false
      containers:
        - image: ${image}
          name: main
          ports:
            - containerPort: 80
          readinessProbe:
            tcpSocket:
              port: 80
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            readOnlyRootFilesystem: true
            seccompProfile:
              type: RuntimeDefault
      securityContext:
        runAsNonRoot: true
`;

const service = (color: string): string => `apiVersion: v1
kind: Service
metadata:
  labels:
    app: my-app
  name: my-app-service
spec:
  ports:
    - port: 80
  selector:
    app: my-app
    version: ${color}
`;

const preview = (color: string): string => `apiVersion: v1
kind: Service
metadata:
  annotations:
    cdk8s-rollouts/role: preview
  labels:
    app: my-app
  name: my-app-preview
spec:
  ports:
    - port: 80
  selector:
    app: my-app
    version: ${color}
`;

describe('the states of a blue/green release', () => {
  it('1: blue alone is a Deployment and a Service, and no preview', () => {
    expect(documents(blueGreenYaml(BLUE_ALONE))).toEqual([deployment('blue', 'my-app:v1.0.0'), service('blue')]);
  });

  it('2: green is added with a preview Service, and the existing objects do not change', () => {
    expect(documents(blueGreenYaml(GREEN_BESIDE))).toEqual([
      deployment('blue', 'my-app:v1.0.0'),
      deployment('green', 'my-app:v2.0.0'),
      service('blue'),
      preview('green'),
    ]);
  });

  it('3: the switch changes the version in the selectors of the Service and of the preview, and no other line', () => {
    const [before, after] = [blueGreenYaml(GREEN_BESIDE), blueGreenYaml(SWITCHED)];
    expect(changedLines(before, after)).toEqual(['version: blue → version: green', 'version: green → version: blue']);
    expect(documents(after)).toEqual([
      deployment('blue', 'my-app:v1.0.0'),
      deployment('green', 'my-app:v2.0.0'),
      service('green'),
      preview('blue'),
    ]);
  });

  it('4: blue is kept at 0 replicas for a rollback, which changes its replicas and no other line', () => {
    const drained = blueGreenYaml({ ...SWITCHED, blue: { ...v1, replicas: 0 } });
    expect(changedLines(blueGreenYaml(SWITCHED), drained)).toEqual(['replicas: 3 → replicas: 0']);
    expect(documentOf(drained, 'Deployment', 'my-app-blue')).toContain('  replicas: 0\n');
  });

  it('4: or blue is removed together with the preview, and the rest does not change', () => {
    const cleanedUp = blueGreenYaml({ ...shop, active: Color.GREEN, green: v2 });
    expect(documents(cleanedUp)).toEqual([deployment('green', 'my-app:v2.0.0'), service('green')]);
  });

  it('5: a rollback changes the same two lines back, and no other', () => {
    const rolledBack = blueGreenYaml({ ...SWITCHED, active: Color.BLUE });
    expect(changedLines(blueGreenYaml(SWITCHED), rolledBack)).toEqual([
      'version: green → version: blue',
      'version: blue → version: green',
    ]);
  });

  it('the next release reuses the idle color: only its image changes', () => {
    const next = blueGreenYaml({ ...SWITCHED, blue: { image: 'my-app:v3.0.0' } });
    expect(changedLines(blueGreenYaml(SWITCHED), next)).toEqual(['- image: my-app:v1.0.0 → - image: my-app:v3.0.0']);
  });
});

describe('the overlap of both colors', () => {
  const both = (props: Partial<BlueGreenAppProps> = {}): string =>
    blueGreenYaml({ ...GREEN_BESIDE, overlap: true, ...props });

  it('takes the color out of the selector of the Service, and changes nothing else', () => {
    expect(documents(both())).toEqual([
      deployment('blue', 'my-app:v1.0.0'),
      deployment('green', 'my-app:v2.0.0'),
      service('blue').replace('    version: blue\n', ''),
      preview('green'),
    ]);
  });

  it('is the same on the way forward and on the way back, except for the preview', () => {
    expect(changedLines(both(), both({ active: Color.GREEN }))).toEqual(['version: green → version: blue']);
  });

  it('selects by the labels that both pinned versions share', () => {
    const labels = { team: 'web', app: 'legacy', track: 'old', 'shop.example/tier': 'front' };
    const yaml = both({
      blue: { ...v1, matchLabels: labels },
      green: { ...v2, matchLabels: { ...labels, track: 'new' } },
    });
    expect(documentOf(yaml, 'Service', 'my-app-service')).toContain(
      '  selector:\n    app: legacy\n    shop.example/tier: front\n    team: web\n',
    );
    const keys = both({ appLabel: 'app.kubernetes.io/name', versionLabel: 'color' });
    expect(documentOf(keys, 'Service', 'my-app-service')).toContain(
      '  selector:\n    app.kubernetes.io/name: my-app\n',
    );
  });

  it('changes nothing if it is false', () => {
    expect(both({ overlap: false })).toBe(blueGreenYaml(GREEN_BESIDE));
  });

  it.each<[string, Partial<BlueGreenAppProps>, string]>([
    [
      'no other color',
      { green: undefined },
      'overlap: expected no value while green has no pods, got true; scale green to the replicas of blue first, or remove it',
    ],
    [
      'a color without pods',
      { active: Color.GREEN, blue: { ...v1, replicas: 0 } },
      'overlap: expected no value while blue has no pods, got true; scale blue to the replicas of green first, or remove it',
    ],
    [
      'another value',
      { overlap: 'yes' as never },
      'overlap: expected true or false, got "yes"; pass a boolean, or leave it out',
    ],
    [
      'pinned labels without the label of the app',
      { blue: { ...v1, matchLabels: { tier: 'front', version: 'blue' } } },
      'overlap: expected no value while the matchLabels of blue and green have no label app in common, got true; switch without an overlap, and set a common label app for the next version, which does not run yet',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...GREEN_BESIDE, overlap: true, ...props }))).toBe(
      `BlueGreenApp shop/Shop: ${message}`,
    );
  });
});

describe('replicas of a color', () => {
  it('has the replicas of the app unless it has its own, which touch no other color', () => {
    const own = blueGreenYaml({ ...GREEN_BESIDE, green: { ...v2, replicas: 1 } });
    expect(changedLines(blueGreenYaml(GREEN_BESIDE), own)).toEqual(['replicas: 3 → replicas: 1']);
    expect(documentOf(own, 'Deployment', 'my-app-green')).toContain('  replicas: 1\n');
  });
});

describe('the preview Service', () => {
  it('can be turned off', () => {
    const yaml = blueGreenYaml({ ...GREEN_BESIDE, previewService: false });
    expect(documents(yaml)).toEqual([
      deployment('blue', 'my-app:v1.0.0'),
      deployment('green', 'my-app:v2.0.0'),
      service('blue'),
    ]);
  });

  it('has the pinned name', () => {
    const yaml = blueGreenYaml({ ...GREEN_BESIDE, previewServiceName: 'try-it' });
    expect(changedLines(blueGreenYaml(GREEN_BESIDE), yaml)).toEqual(['name: my-app-preview → name: try-it']);
  });

  it('may have any name while it is turned off', () => {
    expect(
      documents(blueGreenYaml({ ...GREEN_BESIDE, previewService: false, serviceName: 'my-app-preview' })),
    ).toHaveLength(3);
  });
});

describe('pinned names and labels', () => {
  it('takes over a running Deployment and Service', () => {
    const yaml = blueGreenYaml({
      ...GREEN_BESIDE,
      serviceName: 'web',
      blue: { ...v1, deploymentName: 'web', matchLabels: { run: 'web', app: 'legacy' } },
    });
    const blue = deployment('blue', 'my-app:v1.0.0')
      .replace('name: my-app-blue', 'name: web')
      .replaceAll('app: my-app', 'app: legacy')
      .replaceAll('version: blue', 'run: web');
    expect(documents(yaml)).toEqual([
      blue,
      deployment('green', 'my-app:v2.0.0'),
      service('blue')
        .replace('name: my-app-service', 'name: web')
        .replace('  selector:\n    app: my-app\n    version: blue\n', '  selector:\n    app: legacy\n    run: web\n'),
      preview('green'),
    ]);
  });

  it('accepts other label keys', () => {
    const yaml = blueGreenYaml({ ...GREEN_BESIDE, appLabel: 'app.kubernetes.io/name', versionLabel: 'color' });
    const renamed = blueGreenYaml(GREEN_BESIDE)
      .replaceAll('app: my-app', 'app.kubernetes.io/name: my-app')
      .replaceAll('version: ', 'color: ');
    expect(yaml).toBe(renamed);
  });
});

describe('the properties of a BlueGreenApp', () => {
  const make = (props: BlueGreenAppProps): BlueGreenApp =>
    new BlueGreenApp(new Chart(new App(), 'shop'), 'Shop', props);

  it('have a Deployment for each color, and name the active one', () => {
    for (const [active, idle] of [
      [Color.BLUE, Color.GREEN],
      [Color.GREEN, Color.BLUE],
    ]) {
      const app = make({ ...GREEN_BESIDE, active: active! });
      expect(app.blueDeployment?.name).toBe('my-app-blue');
      expect(app.greenDeployment?.name).toBe('my-app-green');
      expect(app.activeDeployment.name).toBe(`my-app-${active}`);
      expect(app.idleDeployment?.name).toBe(`my-app-${idle}`);
      expect(app.service.name).toBe('my-app-service');
      expect(app.previewService?.name).toBe('my-app-preview');
    }
  });

  it('have no idle Deployment if there is no idle color', () => {
    const app = make(BLUE_ALONE);
    expect(app.activeDeployment).toBe(app.blueDeployment);
    expect(app.greenDeployment).toBeUndefined();
    expect(app.idleDeployment).toBeUndefined();
    expect(app.previewService).toBeUndefined();
  });
});
