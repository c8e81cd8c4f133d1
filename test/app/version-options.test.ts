import { ApiObject, Chart, App, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, type BlueGreenAppProps, Color, PodSecurity, type VersionOptions } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, documentOf, toYaml } from '../support/synthesize';

const shop: BlueGreenAppProps = {
  name: 'my-app',
  replicas: 3,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:1' },
  green: { image: 'my-app:2' },
};

/** Returns the Deployment of a color whose version has some options. */
function deployment(options: VersionOptions | ((chart: Chart) => VersionOptions)): string {
  const yaml = toYaml((chart) => {
    const given = typeof options === 'function' ? options(chart) : options;
    new BlueGreenApp(chart, 'Shop', { ...shop, blue: { image: 'my-app:1', ...given } });
  });
  expect(documentOf(yaml, 'Deployment', 'my-app-green')).toBe(
    documentOf(blueGreenYaml(shop), 'Deployment', 'my-app-green'),
  );
  return documentOf(yaml, 'Deployment', 'my-app-blue');
}

const plain = deployment({});

/** Returns the plain Deployment with pieces of text replaced, which it must contain. */
function plainWith(...replacements: [string, string][]): string {
  return replacements.reduce((text, [from, to]) => {
    expect(text.split(from)).toHaveLength(2);
    return text.replace(from, to);
  }, plain);
}

const READINESS = '          readinessProbe:\n            tcpSocket:\n              port: 80\n';
const IMAGE = '        - image: my-app:1\n';
const NAME = '          name: main\n';
const STRATEGY = '  strategy:\n    rollingUpdate:\n      maxUnavailable: 0\n';
const CONTAINER_SECURITY = `          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            readOnlyRootFilesystem: true
            seccompProfile:
              type: RuntimeDefault
`;
const POD_SECURITY = '      securityContext:\n        runAsNonRoot: true\n';

describe('the defaults', () => {
  it('check readiness, never drop below the replicas, meet the restricted standard, and say nothing else', () => {
    expect(plain).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: my-app
    version: blue
  name: my-app-blue
spec:
  replicas: 3
  selector:
    matchLabels:
      app: my-app
      version: blue
${STRATEGY}  template:
    metadata:
      labels:
        app: my-app
        version: blue
    spec:
      automountServiceAccountToken: false
      containers:
${IMAGE}${NAME}          ports:
            - containerPort: 80
${READINESS}${CONTAINER_SECURITY}${POD_SECURITY}`);
  });

  it('are not written out if they are given', () => {
    const given = deployment({
      dns: { policy: kplus.DnsPolicy.CLUSTER_FIRST, hostnameAsFQDN: false },
      hostNetwork: false,
      minReady: Duration.seconds(0),
      progressDeadline: Duration.seconds(600),
      terminationGracePeriod: Duration.seconds(30),
      revisionHistoryLimit: 10,
      automountServiceAccountToken: false,
      podSecurity: PodSecurity.RESTRICTED,
      securityContext: { fsGroupChangePolicy: kplus.FsGroupChangePolicy.ALWAYS },
      container: {
        name: 'main',
        securityContext: { privileged: false, ensureNonRoot: true },
        readiness: kplus.Probe.fromTcpSocket({
          failureThreshold: 3,
          initialDelaySeconds: Duration.seconds(0),
          periodSeconds: Duration.seconds(10),
          successThreshold: 1,
          timeoutSeconds: Duration.seconds(1),
        }),
      },
    });
    expect(given).toBe(plain);
  });
});

describe('the container', () => {
  it('accepts another readiness probe instead of the default one', () => {
    const readiness = kplus.Probe.fromHttpGet('/ready', { periodSeconds: Duration.seconds(5) });
    expect(deployment({ container: { readiness } })).toBe(
      plainWith([
        READINESS,
        '          readinessProbe:\n            httpGet:\n              path: /ready\n              port: 80\n            periodSeconds: 5\n',
      ]),
    );
  });

  it('accepts liveness and startup probes, and has none by default', () => {
    const liveness = kplus.Probe.fromHttpGet('/alive', { failureThreshold: 5 });
    const startup = kplus.Probe.fromTcpSocket({ failureThreshold: 30 });
    const yaml = deployment({ container: { liveness, startup } });
    expect(yaml).toContain(
      '          livenessProbe:\n            failureThreshold: 5\n            httpGet:\n              path: /alive\n              port: 80\n',
    );
    expect(yaml).toContain(
      '          startupProbe:\n            failureThreshold: 30\n            tcpSocket:\n              port: 80\n',
    );
    expect(plain).not.toMatch(/livenessProbe|startupProbe/);
  });

  it('keeps a given startup probe, even the one that cdk8s-plus would add itself', () => {
    const startup = kplus.Probe.fromTcpSocket();
    expect(deployment({ container: { startup } })).toBe(
      plainWith([
        CONTAINER_SECURITY,
        `${CONTAINER_SECURITY}          startupProbe:\n            tcpSocket:\n              port: 80\n`,
      ]),
    );
  });

  it('accepts resources, and has none by default', () => {
    const resources = {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
      memory: { limit: Size.mebibytes(64) },
    };
    expect(deployment({ container: { resources } })).toBe(
      plainWith([
        READINESS,
        `${READINESS}          resources:\n            limits:\n              cpu: "1"\n              memory: 64Mi\n            requests:\n              cpu: 100m\n`,
      ]),
    );
  });

  it('accepts command, arguments, working directory, pull policy and lifecycle', () => {
    const yaml = deployment({
      container: {
        command: ['serve'],
        args: ['--port', '80'],
        workingDir: '/srv',
        imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
        lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '5']) },
      },
    });
    expect(yaml).toBe(
      plainWith(
        [
          `${IMAGE}${NAME}`,
          '        - args:\n            - --port\n            - "80"\n          command:\n            - serve\n          image: my-app:1\n          imagePullPolicy: Always\n          lifecycle:\n            preStop:\n              exec:\n                command:\n                  - sleep\n                  - "5"\n          name: main\n',
        ],
        [CONTAINER_SECURITY, `${CONTAINER_SECURITY}          workingDir: /srv\n`],
      ),
    );
  });

  it('accepts a name', () => {
    expect(deployment({ container: { name: 'web' } })).toBe(plainWith([NAME, '          name: web\n']));
  });

  it('accepts environment variables from values and maps', () => {
    const yaml = deployment((chart) => {
      const config = kplus.ConfigMap.fromConfigMapName(chart, 'Config', 'shop-config');
      const secret = kplus.Secret.fromSecretName(chart, 'Secret', 'shop-secret');
      return {
        container: {
          envVariables: {
            LEVEL: kplus.EnvValue.fromValue('info'),
            TOKEN: kplus.EnvValue.fromSecretValue({ secret, key: 'token' }),
          },
          envFrom: [kplus.Env.fromConfigMap(config)],
        },
      };
    });
    expect(yaml).toBe(
      plainWith([
        IMAGE,
        `        - env:
            - name: LEVEL
              value: info
            - name: TOKEN
              valueFrom:
                secretKeyRef:
                  key: token
                  name: shop-secret
          envFrom:
            - configMapRef:
                name: shop-config
          image: my-app:1
`,
      ]),
    );
  });
});

describe('the pods', () => {
  it('have the volumes that a container mounts and those that are listed', () => {
    const yaml = deployment((chart) => {
      const config = kplus.ConfigMap.fromConfigMapName(chart, 'Config', 'shop-config');
      const mounted = kplus.Volume.fromConfigMap(chart, 'Mounted', config, { name: 'config' });
      const listed = kplus.Volume.fromEmptyDir(chart, 'Listed', 'cache');
      return { volumes: [listed], container: { volumeMounts: [{ path: '/config', volume: mounted }] } };
    });
    expect(yaml).toBe(
      plainWith(
        [
          CONTAINER_SECURITY,
          `${CONTAINER_SECURITY}          volumeMounts:\n            - mountPath: /config\n              name: config\n`,
        ],
        [
          POD_SECURITY,
          `${POD_SECURITY}      volumes:\n        - configMap:\n            name: shop-config\n          name: config\n        - emptyDir: {}\n          name: cache\n`,
        ],
      ),
    );
  });

  it('have sidecars and init containers, as secure as the main one and without invented figures', () => {
    const yaml = deployment({
      sidecars: [{ name: 'agent', image: 'agent:1', portNumber: 9000 }],
      initContainers: [
        { image: 'migrate:1', command: ['migrate'] },
        { name: 'proxy', image: 'proxy:1', restartPolicy: kplus.ContainerRestartPolicy.ALWAYS },
      ],
    });
    const sidecar = `        - image: agent:1\n          name: agent\n          ports:\n            - containerPort: 9000\n${CONTAINER_SECURITY}`;
    const initContainers = `      initContainers:
        - command:
            - migrate
          image: migrate:1
          name: init-0
${CONTAINER_SECURITY}        - image: proxy:1
          name: proxy
          restartPolicy: Always
${CONTAINER_SECURITY}`;
    expect(yaml).toBe(plainWith([CONTAINER_SECURITY, CONTAINER_SECURITY + sidecar + initContainers]));
  });

  it('have the given service account, registry, DNS, hosts, network and grace period', () => {
    const yaml = deployment((chart) => ({
      serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', 'shop'),
      automountServiceAccountToken: true,
      dockerRegistryAuth: kplus.Secret.fromSecretName(chart, 'Registry', 'registry'),
      dns: { policy: kplus.DnsPolicy.NONE, nameservers: ['10.0.0.10'] },
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      hostNetwork: true,
      terminationGracePeriod: Duration.minutes(2),
    }));
    expect(yaml.slice(yaml.indexOf('    spec:\n'))).toBe(`    spec:
      automountServiceAccountToken: true
      containers:
${IMAGE}${NAME}          ports:
            - containerPort: 80
${READINESS}${CONTAINER_SECURITY}      dnsConfig:
        nameservers:
          - 10.0.0.10
      dnsPolicy: None
      hostAliases:
        - hostnames:
            - db
          ip: 10.0.0.1
      hostNetwork: true
      imagePullSecrets:
        - name: registry
${POD_SECURITY}      serviceAccountName: shop
      terminationGracePeriodSeconds: 120
`);
  });

  it('have the given priority class, which cdk8s-plus does not support', () => {
    expect(deployment({ priorityClassName: 'important' })).toBe(
      plainWith([POD_SECURITY, `      priorityClassName: important\n${POD_SECURITY}`]),
    );
  });

  it('carry labels and annotations that enter no selector', () => {
    const yaml = deployment({ podLabels: { team: 'shop' }, podAnnotations: { 'example.com/scrape': 'true' } });
    expect(yaml).toBe(
      plainWith([
        '      labels:\n        app: my-app\n        version: blue\n',
        '      annotations:\n        example.com/scrape: "true"\n      labels:\n        app: my-app\n        team: shop\n        version: blue\n',
      ]),
    );
  });
});

describe('the Deployment', () => {
  it('carries its own labels and annotations', () => {
    const yaml = deployment({ deploymentLabels: { team: 'shop' }, deploymentAnnotations: { note: 'x' } });
    expect(yaml).toBe(
      plainWith([
        'metadata:\n  labels:\n    app: my-app\n    version: blue\n',
        'metadata:\n  annotations:\n    note: x\n  labels:\n    app: my-app\n    team: shop\n    version: blue\n',
      ]),
    );
  });

  it('accepts minReady, progress deadline and revision history limit', () => {
    const yaml = deployment({
      minReady: Duration.seconds(15),
      progressDeadline: Duration.minutes(5),
      revisionHistoryLimit: 3,
    });
    expect(yaml).toBe(
      plainWith(
        ['  replicas: 3\n', '  replicas: 3\n  revisionHistoryLimit: 3\n'],
        ['spec:\n  replicas', 'spec:\n  minReadySeconds: 15\n  progressDeadlineSeconds: 300\n  replicas'],
      ),
    );
  });

  it('accepts a revision history limit of 0', () => {
    expect(deployment({ revisionHistoryLimit: 0 })).toBe(
      plainWith(['  replicas: 3\n', '  replicas: 3\n  revisionHistoryLimit: 0\n']),
    );
  });

  it.each([
    ['recreate', kplus.DeploymentStrategy.recreate(), '  strategy:\n    type: Recreate\n'],
    ['what Kubernetes does by itself', kplus.DeploymentStrategy.rollingUpdate(), ''],
    [
      'a rolling update with other bounds',
      kplus.DeploymentStrategy.rollingUpdate({
        maxSurge: kplus.PercentOrAbsolute.absolute(1),
        maxUnavailable: kplus.PercentOrAbsolute.percent(10),
      }),
      '  strategy:\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 10%\n',
    ],
    [
      'a surge of more than 100%',
      kplus.DeploymentStrategy.rollingUpdate({
        maxSurge: kplus.PercentOrAbsolute.percent(200),
        maxUnavailable: kplus.PercentOrAbsolute.percent(100),
      }),
      '  strategy:\n    rollingUpdate:\n      maxSurge: 200%\n      maxUnavailable: 100%\n',
    ],
  ])('accepts another strategy: %s', (_, strategy, yaml) => {
    expect(deployment({ strategy })).toBe(plainWith([STRATEGY, yaml]));
  });
});

describe('pod security', () => {
  it('baseline asks nothing of the image', () => {
    expect(deployment({ podSecurity: PodSecurity.BASELINE })).toBe(
      plainWith([CONTAINER_SECURITY, ''], [POD_SECURITY, '']),
    );
  });

  it('baseline keeps the settings of a security context', () => {
    const yaml = deployment({
      podSecurity: PodSecurity.BASELINE,
      securityContext: { fsGroup: 1000, ensureNonRoot: undefined },
      container: { securityContext: { readOnlyRootFilesystem: true, ensureNonRoot: undefined, user: 0 } },
    });
    expect(yaml).toBe(
      plainWith(
        [
          CONTAINER_SECURITY,
          '          securityContext:\n            readOnlyRootFilesystem: true\n            runAsUser: 0\n',
        ],
        [POD_SECURITY, '      securityContext:\n        fsGroup: 1000\n'],
      ),
    );
  });

  it('baseline holds for sidecars and init containers too', () => {
    const yaml = deployment({
      podSecurity: PodSecurity.BASELINE,
      sidecars: [{ name: 'agent', image: 'agent:1' }],
      initContainers: [{ name: 'setup', image: 'setup:1' }],
    });
    expect(yaml).not.toContain('securityContext');
  });

  it('restricted gives way to the security context', () => {
    const yaml = deployment({
      securityContext: { user: 1000, group: 2000, fsGroup: 3000 },
      container: {
        securityContext: {
          readOnlyRootFilesystem: false,
          capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] },
          seccompProfile: { type: kplus.SeccompProfileType.LOCALHOST, localhostProfile: 'shop.json' },
        },
      },
    });
    expect(yaml).toBe(
      plainWith(
        [
          CONTAINER_SECURITY,
          `          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              add:
                - NET_BIND_SERVICE
              drop:
                - ALL
            seccompProfile:
              localhostProfile: shop.json
              type: Localhost
`,
        ],
        [
          POD_SECURITY,
          '      securityContext:\n        fsGroup: 3000\n        runAsGroup: 2000\n        runAsNonRoot: true\n        runAsUser: 1000\n',
        ],
      ),
    );
  });

  it('restricted lets one container run as root if its own security context says so', () => {
    const yaml = deployment({ container: { securityContext: { ensureNonRoot: false, user: 0 } } });
    expect(yaml).toBe(
      plainWith([
        'readOnlyRootFilesystem: true\n',
        'readOnlyRootFilesystem: true\n            runAsNonRoot: false\n            runAsUser: 0\n',
      ]),
    );
  });

  it('keeps a container from root even if the pod may run as root', () => {
    const yaml = deployment({
      podSecurity: PodSecurity.BASELINE,
      container: { securityContext: { ensureNonRoot: true } },
    });
    expect(yaml).toBe(
      plainWith(
        [CONTAINER_SECURITY, '          securityContext:\n            runAsNonRoot: true\n'],
        [POD_SECURITY, ''],
      ),
    );
  });

  it('meets the Pod Security Standard restricted in every container', () => {
    const chart = new Chart(new App(), 'shop');
    const app = new BlueGreenApp(chart, 'Shop', {
      ...shop,
      sidecars: [{ name: 'agent', image: 'agent:1' }],
      initContainers: [{ name: 'setup', image: 'setup:1' }],
    });
    const { spec } = (ApiObject.of(app.activeDeployment).toJson() as { spec: { template: { spec: PodSpec } } }).spec
      .template;
    expect(spec.securityContext.runAsNonRoot).toBe(true);
    for (const { securityContext } of [...spec.containers, ...spec.initContainers]) {
      // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
    }
  });
});

interface PodSpec {
  readonly securityContext: { readonly runAsNonRoot: boolean };
  readonly containers: { readonly securityContext: unknown }[];
  readonly initContainers: { readonly securityContext: unknown }[];
}

describe('objects that the user changes after the app was made', () => {
  const written = (change: (given: Given) => void): string =>
    toYaml((chart) => {
      const given: Given = {
        podLabels: { team: 'a' },
        podAnnotations: { note: 'a' },
        matchLabels: { app: 'my-app', color: 'blue' },
        spread: {},
      };
      const { matchLabels, ...options } = given;
      new BlueGreenApp(chart, 'Shop', {
        ...shop,
        ...options,
        green: undefined,
        blue: { image: 'my-app:1', matchLabels },
      });
      change(given);
    });

  it.each<[string, (given: Given) => void]>([
    ['podLabels', ({ podLabels }) => (podLabels.team = 'b!!')],
    ['podAnnotations', ({ podAnnotations }) => (podAnnotations.note = 'b')],
    ['matchLabels', ({ matchLabels }) => (matchLabels.color = 'green')],
    ['spread', ({ spread }) => Object.assign(spread, { zones: 'required' })],
  ])('%s: change nothing that is written', (_, change) => {
    expect(written(change)).toBe(written(() => undefined));
  });
});

interface Given {
  readonly podLabels: { team: string };
  readonly podAnnotations: { note: string };
  readonly matchLabels: { app: string; color: string };
  readonly spread: object;
}
