import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, CanaryApp, CapacityPolicy, Color, PodSecurity } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { failure } from '../support/synthesize';
import { problemLine } from '../support/problem-line';

const blueGreen = {
  name: 'my-app',
  replicas: 3,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:1' },
  green: { image: 'my-app:2' },
};
const canary = {
  name: 'my-app',
  replicas: 10,
  port: 80,
  stable: { version: 'v1', image: 'my-app:1' },
  canary: { version: 'v2', image: 'my-app:2' },
  trafficPercent: 10,
};

/** Returns the error of a BlueGreenApp whose props TypeScript may not accept. */
const blueGreenFailure = (props: object): string =>
  failure((chart) => new BlueGreenApp(chart, 'Shop', { ...blueGreen, ...props }));

const canaryFailure = (props: object): string =>
  failure((chart) => new CanaryApp(chart, 'Shop', { ...canary, ...props }));

/** Returns the same problem for both colors, because a wrong option of the app is wrong for each of them. */
const ofBothColors = (problem: string): string =>
  `BlueGreenApp shop/Shop: 2 problems\n  - blue.${problem}\n  - green.${problem}`;

const DNS_LABEL =
  'a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends)';
const POD_COUNT = 'a whole number from 0 to 2147483647; state how many pods should run';
const PORT = 'a whole number from 1 to 65535; use a port number';
const PORT_IN_QUOTES = 'a whole number from 1 to 65535; remove the quotes';
const PORT_NAME =
  '1 to 15 lower-case letters, digits and single "-", with at least one letter and no "-" at either end; use a short name such as http or metrics';
const LABEL_VALUE =
  'text of at most 63 letters, digits, ".", "_" and "-", with a letter or digit at both ends, that YAML does not read as a number; use other text, or an annotation';
const KEY =
  'a key such as app or example.com/app: at most 63 letters, digits, ".", "_" and "-" after an optional DNS prefix and "/"; rename the key';
const IMAGE =
  'an image reference: [registry[:port]/]name[:tag][@digest], the name in lower case, without spaces; write it as for "docker pull", for example registry.example.com:5000/shop/web:1.4.2';
const NO_OPTION = 'unknown option; check its spelling, or remove it';
const LIST = 'a list of objects; pass a list, or leave it out';
const OBJECT = 'an object of cdk8s-plus options; pass one, or leave it out';
const BOOLEAN = 'true or false; pass a boolean, or leave it out';
const DURATION = 'a cdk8s Duration of whole seconds; pass one, for example Duration.seconds(30)';
const NO_NODE_PORT =
  'no value for a Service of type ClusterIP; remove it, or set serviceType: ServiceType.NODE_PORT or ServiceType.LOAD_BALANCER';

describe('all problems come in one error', () => {
  it('of a BlueGreenApp', () => {
    expect(
      blueGreenFailure({ name: 'My App', replicas: -1, port: '80', active: 'red', blue: { image: '' }, prot: 80 }),
    ).toBe(
      [
        'BlueGreenApp shop/Shop: 6 problems',
        problemLine('  - prot', '80', 'unknown option; did you mean port?'),
        problemLine('  - replicas', '-1', POD_COUNT),
        `  - name: expected ${DNS_LABEL}, got "My App"; rename it`,
        problemLine('  - port', '"80"', PORT_IN_QUOTES),
        problemLine('  - blue.image', '""', IMAGE),
        '  - active: expected blue or green, got "red"; set the color that gets the traffic: Color.BLUE or Color.GREEN',
      ].join('\n'),
    );
  });

  it('of a CanaryApp', () => {
    expect(canaryFailure({ replicas: NaN, stable: { version: 'v 1', image: 'my app' }, canary: undefined })).toBe(
      [
        'CanaryApp shop/Shop: 4 problems',
        problemLine('  - replicas', 'NaN', POD_COUNT),
        '  - stable.version: expected 1 to 63 letters, digits, ".", "_", "+" and "-", with a letter or digit at both ends, that YAML does not read as a number, got "v 1"; use a short version such as v2 or 2.0.1',
        problemLine('  - stable.image', '"my app"', IMAGE),
        '  - trafficPercent: expected 0 or no value without a canary, got 10; set canary, or remove this option if the canary has become the stable version',
      ].join('\n'),
    );
  });

  it.each([
    [BlueGreenApp, undefined, 'BlueGreenApp shop/Shop: props: expected an object, got undefined; pass the props'],
    [BlueGreenApp, null, 'BlueGreenApp shop/Shop: props: expected an object, got null; pass the props'],
    [CanaryApp, 'my-app', 'CanaryApp shop/Shop: props: expected an object, got "my-app"; pass the props'],
    [CanaryApp, [], 'CanaryApp shop/Shop: props: expected an object, got []; pass the props'],
  ])('of no props at all: %o, %j', (construct, props, message) => {
    expect(failure((chart) => new construct(chart, 'Shop', props as never))).toBe(message);
  });

  it('of empty props', () => {
    expect(failure((chart) => new CanaryApp(chart, 'Shop', {} as never))).toBe(
      [
        'CanaryApp shop/Shop: 4 problems',
        problemLine('  - replicas', 'undefined', POD_COUNT),
        `  - name: expected ${DNS_LABEL}, got undefined; rename it`,
        problemLine('  - port', 'undefined', PORT),
        '  - stable: expected an object with a version and an image, got undefined; set stable: { version, image }',
      ].join('\n'),
    );
  });
});

describe('a construct that fails leaves nothing in the tree', () => {
  it('even if cdk8s-plus refuses something half-way', () => {
    const message = failure((chart) => {
      const elsewhere = new Chart(new App(), 'elsewhere');
      const volumes = ['one', 'two'].map((id) => kplus.Volume.fromEmptyDir(elsewhere, id, 'data'));
      return new BlueGreenApp(chart, 'Shop', { ...blueGreen, volumes });
    });
    expect(message).toBe('BlueGreenApp shop/Shop: Volume with name data already exists');
  });

  it('of a canary either', () => {
    const seccompProfile = { type: kplus.SeccompProfileType.RUNTIME_DEFAULT, localhostProfile: 'mine' };
    expect(canaryFailure({ canary: { ...canary.canary, container: { securityContext: { seccompProfile } } } })).toBe(
      'CanaryApp shop/Shop: localhostProfile must only be set if type is "Localhost"',
    );
  });

  it('and keeps the construct that has the id already', () => {
    const chart = new Chart(new App(), 'shop');
    const first = new BlueGreenApp(chart, 'Shop', blueGreen);
    expect(() => new BlueGreenApp(chart, 'Shop', { ...blueGreen, name: 'other' })).toThrow(
      "There is already a Construct with name 'Shop' in Chart [shop]",
    );
    expect(chart.node.children).toEqual([first]);
  });
});

describe('replicas', () => {
  it('in quotes get an error of their own', () => {
    const fails = (replicas: string): string => blueGreenFailure({ replicas });
    expect(fails('3')).toBe(
      'BlueGreenApp shop/Shop: replicas: expected a whole number from 0 to 2147483647, got "3"; remove the quotes',
    );
    expect(fails('three')).toBe(problemLine('BlueGreenApp shop/Shop: replicas', '"three"', POD_COUNT));
    expect(fails('30%')).toBe(problemLine('BlueGreenApp shop/Shop: replicas', '"30%"', POD_COUNT));
  });

  it.each([
    [-1, '-1'],
    [1.5, '1.5'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [2 ** 31, '2147483648'],
    [null, 'null'],
    [undefined, 'undefined'],
  ])('%j', (replicas, got) => {
    expect(blueGreenFailure({ replicas })).toBe(problemLine('BlueGreenApp shop/Shop: replicas', got, POD_COUNT));
    expect(canaryFailure({ replicas })).toBe(problemLine('CanaryApp shop/Shop: replicas', got, POD_COUNT));
    if (replicas === undefined) return;
    expect(blueGreenFailure({ green: { image: 'a', replicas } })).toBe(
      problemLine('BlueGreenApp shop/Shop: green.replicas', got, POD_COUNT),
    );
  });
});

describe('the active color', () => {
  const NO_PODS =
    '1 or more, because blue is the active color; give it pods before it gets traffic, or make the other color active';

  it.each<[string, object, string]>([
    [
      'is no color',
      { active: 'purple' },
      'active: expected blue or green, got "purple"; set the color that gets the traffic: Color.BLUE or Color.GREEN',
    ],
    [
      'is missing',
      { active: undefined },
      'active: expected blue or green, got undefined; set the color that gets the traffic: Color.BLUE or Color.GREEN',
    ],
    [
      'is not there',
      { blue: undefined },
      'active: expected a color that has a version, got "blue"; set blue: { image }, or make the other color active',
    ],
    ['is null', { blue: null }, 'blue: expected an object with an image, got null; set blue: { image }'],
    ['is an image', { blue: 'a:1' }, 'blue: expected an object with an image, got "a:1"; set blue: { image }'],
    ['has no pods', { replicas: 0 }, problemLine('replicas', '0', NO_PODS)],
    ['has no pods of its own', { blue: { image: 'a', replicas: 0 } }, problemLine('blue.replicas', '0', NO_PODS)],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${problem}`);
  });

  it('must be an object, and so must the idle one', () => {
    expect(blueGreenFailure({ green: [] })).toBe(
      'BlueGreenApp shop/Shop: green: expected an object with an image, got []; set green: { image }',
    );
  });
});

describe('the share of the canary', () => {
  const PERCENT = 'a number from 0 to 100; state the share of the traffic that the canary should get';
  const counts = { stable: 1, canary: 2 };
  const NOTHING_BESIDE = 'no value together with replicaCounts, which already state the split';
  const NO_CANARY =
    '0 or no value without a canary; set canary, or remove this option if the canary has become the stable version';

  it.each<[string, object, string]>([
    ['is negative', { trafficPercent: -1 }, problemLine('trafficPercent', '-1', PERCENT)],
    ['is over 100', { trafficPercent: 100.1 }, problemLine('trafficPercent', '100.1', PERCENT)],
    ['is NaN', { trafficPercent: NaN }, problemLine('trafficPercent', 'NaN', PERCENT)],
    ['is text', { trafficPercent: 'ten' }, problemLine('trafficPercent', '"ten"', PERCENT)],
    [
      'is in quotes',
      { trafficPercent: '10' },
      'trafficPercent: expected a number from 0 to 100, got "10"; remove the quotes',
    ],
    [
      'has a percent sign',
      { trafficPercent: '10%' },
      'trafficPercent: expected a number from 0 to 100, got "10%"; write 10, without quotes and percent sign',
    ],
    ['is null', { trafficPercent: null }, problemLine('trafficPercent', 'null', PERCENT)],
    [
      'is missing',
      { trafficPercent: undefined },
      'trafficPercent: expected a number from 0 to 100 with a canary, got undefined; set the share of the canary, 0 for none yet',
    ],
    ['is that of no canary', { canary: undefined }, problemLine('trafficPercent', '10', NO_CANARY)],
    [
      'is null without a canary',
      { canary: undefined, trafficPercent: null },
      problemLine('trafficPercent', 'null', NO_CANARY),
    ],
    [
      'is a count of no canary',
      { canary: undefined, trafficPercent: undefined, replicaCounts: counts },
      problemLine('replicaCounts.canary', '2', NO_CANARY),
    ],
    [
      'is a percentage and counts',
      { replicaCounts: counts },
      `trafficPercent: expected ${NOTHING_BESIDE}, got 10; remove trafficPercent or replicaCounts`,
    ],
    [
      'is a percentage and counts without a canary',
      { canary: undefined, trafficPercent: 0, replicaCounts: { stable: 1, canary: 0 } },
      `trafficPercent: expected ${NOTHING_BESIDE}, got 0; remove trafficPercent or replicaCounts`,
    ],
    [
      'is counts of no pod',
      { trafficPercent: undefined, replicaCounts: { stable: 0, canary: 0 } },
      'replicaCounts: expected at least 1 pod in total, got {"stable":0,"canary":0}; give at least one version a pod',
    ],
    [
      'is a single count',
      { trafficPercent: undefined, replicaCounts: 5 },
      'replicaCounts: expected the counts of both versions, got 5; pass { stable, canary }',
    ],
    [
      'is null counts',
      { trafficPercent: undefined, replicaCounts: null },
      'replicaCounts: expected the counts of both versions, got null; pass { stable, canary }',
    ],
    [
      "can't be met",
      { replicas: 3 },
      'trafficPercent: expected a percentage that 3 pods can serve within 5 points (the closest is 33.33%, with 2 stable + 1 canary), got 10; set replicas: 7, maxSurge: 4 or tolerance: 23.34',
    ],
    [
      'leaves no pod to one side',
      { replicas: 1, trafficPercent: 50 },
      'trafficPercent: expected 0 or 100 with replicas: 1 and maxSurge: 0, because stable and canary need at least one pod each, got 50; set replicas: 2 or maxSurge: 1',
    ],
  ])('%s', (_, props, problem) => {
    expect(canaryFailure(props)).toBe(`CanaryApp shop/Shop: ${problem}`);
  });

  it('has only wrong options', () => {
    expect(canaryFailure({ maxSurge: -1, tolerance: 200, capacityPolicy: 'all' })).toBe(
      [
        'CanaryApp shop/Shop: 3 problems',
        '  - maxSurge: expected a whole number from 0 to 2147483647, got -1; state how many pods may run in addition to replicas, or leave it out for 0',
        '  - tolerance: expected a number of points from 0 to 100, got 200; state how far off the percentage may be, or leave it out for 5',
        '  - capacityPolicy: expected "replace" or "keep-stable", got "all"; use CapacityPolicy.REPLACE or CapacityPolicy.KEEP_STABLE, or leave it out for CapacityPolicy.REPLACE',
      ].join('\n'),
    );
  });

  it('has options beside the counts', () => {
    const percentage = { trafficPercent: 0, maxSurge: 0, tolerance: 0, capacityPolicy: CapacityPolicy.REPLACE };
    expect(canaryFailure({ replicaCounts: counts, ...percentage })).toBe(
      [
        'CanaryApp shop/Shop: 4 problems',
        `  - trafficPercent: expected ${NOTHING_BESIDE}, got 0; remove trafficPercent or replicaCounts`,
        `  - maxSurge: expected ${NOTHING_BESIDE}, got 0; remove maxSurge or replicaCounts`,
        `  - tolerance: expected ${NOTHING_BESIDE}, got 0; remove tolerance or replicaCounts`,
        `  - capacityPolicy: expected ${NOTHING_BESIDE}, got "replace"; remove capacityPolicy or replicaCounts`,
      ].join('\n'),
    );
  });

  it('has counts that are no numbers', () => {
    expect(canaryFailure({ trafficPercent: undefined, replicaCounts: { stable: 1.5, extra: 2 } })).toBe(
      [
        'CanaryApp shop/Shop: 3 problems',
        problemLine('  - replicaCounts.extra', '2', 'unknown option; remove it, or use one of stable, canary'),
        problemLine('  - replicaCounts.stable', '1.5', POD_COUNT),
        problemLine('  - replicaCounts.canary', 'undefined', POD_COUNT),
      ].join('\n'),
    );
  });
});

describe('the versions of a canary release', () => {
  it.each<[string, object, string]>([
    [
      'are null',
      { canary: null },
      'canary: expected an object with a version and an image, got null; set canary: { version, image }',
    ],
    [
      'are the same',
      { canary: { version: 'v1', image: 'my-app:2' } },
      'canary.version: expected a version other than stable.version, got "v1"; give the new version its own name: a running version keeps its name',
    ],
    [
      'differ in their case alone, so that their Deployments have one name',
      { canary: { version: 'V1', image: 'my-app:2' } },
      'canary.deploymentName: expected a name other than that of stable, got "my-app-v1"; set canary.deploymentName, or use version names that differ in more than case and punctuation',
    ],
    [
      'are pinned to one Deployment',
      { canary: { ...canary.canary, deploymentName: 'my-app-v1' } },
      'canary.deploymentName: expected a name other than that of stable, got "my-app-v1"; set canary.deploymentName, or use version names that differ in more than case and punctuation',
    ],
  ])('%s', (_, props, problem) => {
    expect(canaryFailure(props)).toBe(`CanaryApp shop/Shop: ${problem}`);
  });

  it('get an error if a spread copied the pinned names of the other one', () => {
    const stable = {
      ...canary.stable,
      deploymentName: 'web',
      matchLabels: { run: 'web' },
      podLabels: { app: 'my-app' },
    };
    expect(canaryFailure({ stable, canary: { ...stable, version: 'v2', image: 'my-app:2' } })).toBe(
      [
        'CanaryApp shop/Shop: 2 problems',
        '  - canary.deploymentName: expected a name other than that of stable, got "web"; remove it from canary, or set another value: { ...stable } copies this prop, too',
        '  - canary.matchLabels: expected a value other than that of stable for at least one of its labels ({"run":"web"}), got {"run":"web"}; remove it from canary, or set another value: { ...stable } copies this prop, too',
      ].join('\n'),
    );
  });

  it('must differ in their labels as well as in their names', () => {
    const versions = { stable: { version: '1+0', image: 'a' }, canary: { version: '1_0', image: 'b' } };
    expect(canaryFailure(versions)).toBe(
      [
        'CanaryApp shop/Shop: 2 problems',
        '  - canary.deploymentName: expected a name other than that of stable, got "my-app-1-0"; set canary.deploymentName, or use version names that differ in more than case and punctuation',
        '  - canary.matchLabels: expected a value other than that of stable for at least one of its labels ({"app":"my-app","version":"1_0"}), got {"app":"my-app","version":"1_0"}; change the labels of the version that does not run yet: two Deployments must never select the same pods',
      ].join('\n'),
    );
  });
});

describe('selectors', () => {
  const OVERLAP =
    'change the labels of the version that does not run yet: two Deployments must never select the same pods';
  const LABELS_GIVEN =
    'at least one label, and no empty values; use the labels of the running Deployment: kubectl get deployment NAME -o jsonpath={.spec.selector.matchLabels}';
  const labelled = (matchLabels: unknown): object => ({ image: 'my-app:1', version: 'v1', matchLabels });
  const pinned = (matchLabels: unknown): object => ({ image: 'my-app:1', matchLabels });

  it.each<[string, object, string]>([
    [
      'that match the pods of the other color',
      { blue: pinned({ app: 'my-app' }) },
      `green.matchLabels: expected a value other than that of blue for at least one of its labels ({"app":"my-app"}), got {"app":"my-app","version":"green"}; ${OVERLAP}`,
    ],
    [
      'that share no key, so that a pod could carry the labels of both',
      { blue: pinned({ run: 'web' }) },
      `green.matchLabels: expected a value other than that of blue for at least one of its labels ({"run":"web"}), got {"app":"my-app","version":"green"}; ${OVERLAP}`,
    ],
    ['that are empty', { blue: pinned({}) }, problemLine('blue.matchLabels', '{}', LABELS_GIVEN)],
    ['with an empty value', { blue: pinned({ x: '' }) }, problemLine('blue.matchLabels', '{"x":""}', LABELS_GIVEN)],
    [
      'that are null',
      { blue: pinned(null) },
      'blue.matchLabels: expected a map of labels, got null; pass an object of text values',
    ],
    [
      'with a value that YAML reads as a number',
      { blue: pinned({ version: '0o7' }) },
      problemLine('blue.matchLabels["version"]', '"0o7"', LABEL_VALUE),
    ],
    [
      'with the app label as the version label',
      { versionLabel: 'app' },
      'versionLabel: expected a key other than that of appLabel, got "app"; give each label its own key',
    ],
    [
      'with the default version label as the app label',
      { appLabel: 'version' },
      'versionLabel: expected a key other than that of appLabel, got "version"; give each label its own key',
    ],
    ['with an invalid key', { appLabel: 'a b' }, problemLine('appLabel', '"a b"', KEY)],
    ['with a key that is null', { versionLabel: null }, problemLine('versionLabel', 'null', KEY)],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${problem}`);
  });

  it.each<[string, object, string]>([
    [
      'of two versions that overlap',
      { stable: labelled({ app: 'my-app' }) },
      `canary.matchLabels: expected a value other than that of stable for at least one of its labels ({"app":"my-app"}), got {"app":"my-app","version":"v2"}; ${OVERLAP}`,
    ],
    [
      'of two versions that overlap, one with a label named like a method of every object',
      {
        stable: labelled({ app: 'my-app', toString: 'a' }),
        canary: { ...canary.canary, matchLabels: { app: 'my-app' } },
      },
      `canary.matchLabels: expected a value other than that of stable for at least one of its labels ({"app":"my-app","toString":"a"}), got {"app":"my-app"}; ${OVERLAP}`,
    ],
    [
      'of a Service that the pods do not meet',
      { serviceSelector: { app: 'my-app', tier: 'web' }, stable: { ...canary.stable, podLabels: { tier: 'web' } } },
      'canary.matchLabels: expected labels that the Service selects: tier must be "web", got {"app":"my-app","version":"v2"}; add it to canary.podLabels, or set a serviceSelector that matches the pods of both versions',
    ],
    [
      'of a Service that pods with pinned labels do not meet',
      { stable: labelled({ app: 'web' }) },
      'stable.matchLabels: expected labels that the Service selects: app must be "my-app", got {"app":"web"}; add it to stable.podLabels, or set a serviceSelector that matches the pods of both versions',
    ],
    [
      'of a Service that are empty',
      { serviceSelector: {} },
      'serviceSelector: expected at least one label, got {}; use labels that the pods of all versions have',
    ],
    [
      'of a Service that are text',
      { serviceSelector: 'app' },
      'serviceSelector: expected a map of labels, got "app"; pass an object of text values',
    ],
  ])('%s', (_, props, problem) => {
    expect(canaryFailure(props)).toBe(`CanaryApp shop/Shop: ${problem}`);
  });

  it('can have a label that is named like a method of every object', () => {
    const matchLabels = { app: 'my-app', toString: 'a', version: 'v1' };
    const stable = { ...canary.stable, matchLabels, podLabels: { tier: 'web' } };
    const app = new CanaryApp(new Chart(new App(), 'shop'), 'Shop', { ...canary, stable });
    expect(app.stableDeployment.matchLabels).toEqual(matchLabels);
  });

  it('are not undone by podLabels', () => {
    expect(blueGreenFailure({ podLabels: { version: 'x' } })).toBe(
      [
        'BlueGreenApp shop/Shop: 2 problems',
        '  - blue.podLabels["version"]: expected "blue", because the Deployment selects its pods by this label, got "x"; remove it from podLabels',
        '  - green.podLabels["version"]: expected "green", because the Deployment selects its pods by this label, got "x"; remove it from podLabels',
      ].join('\n'),
    );
  });
});

describe('ports', () => {
  const TAKEN = 'that no other port of the Service has; give another';
  const metrics = { name: 'metrics', port: 9090 };

  it.each<[string, object, string]>([
    ['text', { port: '80' }, problemLine('port', '"80"', PORT_IN_QUOTES)],
    ['0', { port: 0 }, problemLine('port', '0', PORT)],
    ['65536', { port: 65536 }, problemLine('port', '65536', PORT)],
    ['NaN', { port: NaN }, problemLine('port', 'NaN', PORT)],
    ['null', { port: null }, problemLine('port', 'null', PORT)],
    ['containerPort', { containerPort: '8080' }, problemLine('containerPort', '"8080"', PORT_IN_QUOTES)],
    ['nodePort', { nodePort: 1.5, serviceType: 'NodePort' }, problemLine('nodePort', '1.5', PORT)],
    ['a node port of a ClusterIP Service', { nodePort: 30080 }, problemLine('nodePort', '30080', NO_NODE_PORT)],
    [
      'an extra node port of a ClusterIP Service',
      { serviceType: kplus.ServiceType.CLUSTER_IP, extraPorts: [{ ...metrics, nodePort: 30090 }] },
      problemLine('extraPorts[0].nodePort', '30090', NO_NODE_PORT),
    ],
    [
      'a node port twice',
      { serviceType: 'NodePort', nodePort: 30080, extraPorts: [{ ...metrics, nodePort: 30080 }] },
      problemLine('extraPorts[0].nodePort', '30080', `a port ${TAKEN} port`),
    ],
    ['portName', { portName: 'HTTP' }, problemLine('portName', '"HTTP"', PORT_NAME)],
    [
      'protocol',
      { protocol: 'tcp' },
      'protocol: expected one of TCP, UDP, SCTP, got "tcp"; use Protocol.TCP, Protocol.UDP or Protocol.SCTP',
    ],
    [
      'serviceType',
      { serviceType: kplus.ServiceType.EXTERNAL_NAME },
      'serviceType: expected one of ClusterIP, NodePort, LoadBalancer, got "ExternalName"; use ServiceType.CLUSTER_IP, ServiceType.NODE_PORT or ServiceType.LOAD_BALANCER',
    ],
    [
      'no list',
      { extraPorts: metrics },
      'extraPorts: expected a list of ports, got {"name":"metrics","port":9090}; pass a list',
    ],
    [
      'null in a list',
      { extraPorts: [null] },
      'extraPorts[0]: expected an object with name and port, got null; write { name, port }',
    ],
    ['no name', { extraPorts: [{ port: 9090 }] }, problemLine('extraPorts[0].name', 'undefined', PORT_NAME)],
    [
      'a name that is too long',
      { extraPorts: [{ port: 9090, name: 'sixteen-letters-' }] },
      problemLine('extraPorts[0].name', '"sixteen-letters-"', PORT_NAME),
    ],
    [
      'an option of a cdk8s-plus port',
      { extraPorts: [{ ...metrics, targetPort: 9091 }] },
      problemLine(
        'extraPorts[0].targetPort',
        '9091',
        'unknown option; remove it, or use one of name, port, containerPort, protocol, nodePort',
      ),
    ],
    [
      'the port twice',
      { extraPorts: [{ ...metrics, port: 80 }] },
      problemLine('extraPorts[0].port', '80', `a port ${TAKEN} port`),
    ],
    [
      'an extra port twice',
      { extraPorts: [metrics, { ...metrics, name: 'other' }] },
      problemLine('extraPorts[1].port', '9090', `a port ${TAKEN} port`),
    ],
    [
      'a name twice',
      { extraPorts: [metrics, { ...metrics, port: 9091 }] },
      problemLine('extraPorts[1].name', '"metrics"', `a name ${TAKEN} name`),
    ],
    [
      'a name that the port has when there are several',
      { extraPorts: [{ ...metrics, name: 'main' }] },
      problemLine('extraPorts[0].name', '"main"', `a name ${TAKEN} name`),
    ],
    [
      'an invalid port of the container',
      { container: { ports: [{ number: '9090' }] } },
      problemLine('container.ports[0].number', '"9090"', PORT_IN_QUOTES),
    ],
    [
      'an invalid port name of the container',
      { container: { ports: [{ number: 9090, name: 'A' }] } },
      problemLine('container.ports[0].name', '"A"', PORT_NAME),
    ],
    ['ports of the container that are no list', { container: { ports: 5 } }, problemLine('container.ports', '5', LIST)],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${problem}`);
  });

  const REMOVE = 'remove it or change it: port, containerPort and extraPorts already open their ports';
  it.each<[string, object, string]>([
    [
      'the main port again',
      { container: { ports: [{ number: 80 }] } },
      `container.ports[0].number: expected a port that the container does not have yet, got 80; ${REMOVE}`,
    ],
    [
      'an extra port again',
      { extraPorts: [metrics], container: { ports: [{ number: 9090 }] } },
      `container.ports[0].number: expected a port that the container does not have yet, got 9090; ${REMOVE}`,
    ],
    [
      'one of its own ports again',
      { container: { ports: [{ number: 90 }, { number: 90 }] } },
      `container.ports[1].number: expected a port that the container does not have yet, got 90; ${REMOVE}`,
    ],
    [
      'the name of an extra port again',
      { extraPorts: [metrics], container: { ports: [{ number: 90, name: 'metrics' }] } },
      `container.ports[0].name: expected a name that no other port of the container has, got "metrics"; ${REMOVE}`,
    ],
    [
      "no readiness probe although the default one can't reach the port",
      { protocol: kplus.Protocol.UDP },
      'container.readiness: expected a probe, because the default probe opens a TCP connection and the port uses UDP, got undefined; pass one, for example kplus.Probe.fromCommand([...])',
    ],
  ])('a container with %s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(ofBothColors(problem));
  });
});

describe('unknown options', () => {
  it.each<[string, object, string]>([
    ['of the app, in the plural', { ports: [80] }, 'ports: unknown option, got [80]; did you mean port or extraPorts?'],
    ['of the app', { protcol: 'TCP' }, 'protcol: unknown option, got "TCP"; did you mean protocol?'],
    [
      'of a color',
      { blue: { image: 'a', version: 'v1' } },
      'blue.version: unknown option, got "v1"; check its spelling, or remove it',
    ],
    [
      'of the other construct',
      { trafficPercent: 10 },
      'trafficPercent: unknown option, got 10; check its spelling, or remove it',
    ],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${problem}`);
  });

  it('of a version', () => {
    expect(canaryFailure({ stable: { ...canary.stable, replicas: 3 } })).toBe(
      'CanaryApp shop/Shop: stable.replicas: unknown option, got 3; set it on the app, next to stable and canary',
    );
  });

  it.each<[string, object, string]>([
    ['image', { image: 'a' }, 'image: unknown option, got "a"; set it on a version, in stable or canary'],
    ['version', { version: 'v1' }, 'version: unknown option, got "v1"; set it on a version, in stable or canary'],
    [
      'trafficPercent',
      { canary: { ...canary.canary, trafficPercent: 10 } },
      'canary.trafficPercent: unknown option, got 10; set it on the app, next to stable and canary',
    ],
  ])('of the other level: %s', (_, props, problem) => {
    expect(canaryFailure(props)).toBe(`CanaryApp shop/Shop: ${problem}`);
  });

  it.each<[string, object, string]>([
    ['container.env', { container: { env: {} } }, '{}; did you mean envFrom or envVariables?'],
    ['container.readinessProbe', { container: { readinessProbe: 1 } }, '1; did you mean readiness?'],
    ['readinessProbe', { readinessProbe: 1 }, '1; did you mean container.readiness?'],
    ['resources', { resources: {} }, '{}; did you mean container.resources?'],
    ['blue.env', { blue: { image: 'a', env: {} } }, '{}; did you mean container.envFrom or container.envVariables?'],
    ['labels', { labels: {} }, '{}; did you mean serviceLabels, recommendedLabels, podLabels or deploymentLabels?'],
    ['container.resource', { container: { resource: {} } }, '{}; did you mean resources?'],
    [
      'container.resources.limits',
      { container: { resources: { limits: { cpu: 1 } } } },
      '{"cpu":1}; remove it, or use one of cpu, memory, ephemeralStorage',
    ],
    [
      'container.resources.cpu.requests',
      { container: { resources: { cpu: { requests: 1 } } } },
      '1; did you mean request?',
    ],
    ['container.lifecycle.prestop', { container: { lifecycle: { prestop: 1 } } }, '1; did you mean preStop?'],
    [
      'container.securityContext.runAsUser',
      { container: { securityContext: { runAsUser: 1 } } },
      '1; remove it, or use one of allowPrivilegeEscalation, capabilities, ensureNonRoot, group, privileged, readOnlyRootFilesystem, seccompProfile, user',
    ],
    [
      'container.ports[0].containerPort',
      { container: { ports: [{ number: 90, containerPort: 90 }] } },
      '90; remove it, or use one of number, name, protocol, hostPort, hostIp',
    ],
    ['sidecars[0].command_', { sidecars: [{ name: 'a', image: 'a', command_: [] }] }, '[]; did you mean command?'],
    ['initContainers[0].arg', { initContainers: [{ image: 'a', arg: [] }] }, '[]; did you mean args?'],
    ['securityContext.fsgroup', { securityContext: { fsgroup: 1 } }, '1; did you mean fsGroup?'],
    ['dns.nameserver', { dns: { nameserver: [] } }, '[]; did you mean nameservers?'],
    [
      'hostAliases[0].hosts',
      { hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'], hosts: [] }] },
      '[]; remove it, or use one of hostnames, ip',
    ],
    ['configMap.mountpath', { configMap: { data: { A: 'a' }, mountpath: '/x' } }, '"/x"; did you mean mountPath?'],
    [
      'disruptionBudget.minAvail',
      { disruptionBudget: { maxUnavailable: 1, minAvail: 1 } },
      '1; did you mean minAvailable?',
    ],
  ])('within other options: %s', (prop, props, rest) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${prop}: unknown option, got ${rest}`);
  });

  it('report an option that is named like a member of Object', () => {
    expect(blueGreenFailure({ toString: 'x' })).toBe(problemLine('BlueGreenApp shop/Shop: toString', '"x"', NO_OPTION));
  });
});

function rolling(maxUnavailable: kplus.PercentOrAbsolute, maxSurge?: kplus.PercentOrAbsolute): unknown {
  return kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable, maxSurge });
}

describe('options of the pods', () => {
  it.each<[string, unknown, string, string]>([
    ['automountServiceAccountToken', 'no', '"no"', BOOLEAN],
    ['container', null, 'null', 'the options of a container; pass kplus.ContainerOpts'],
    ['deploymentAnnotations', 'x', '"x"', 'a map of annotations; pass an object of text values'],
    ['deploymentLabels', ['x'], '["x"]', 'a map of labels; pass an object of text values'],
    ['dns', 'x', '"x"', OBJECT],
    ['dockerRegistryAuth', 'secret', '"secret"', OBJECT],
    ['hostAliases', {}, '{}', LIST],
    ['hostNetwork', 1, '1', BOOLEAN],
    ['initContainers', [null], '[null]', LIST],
    ['minReady', 5, '5', 'a cdk8s Duration of whole seconds; write Duration.seconds(5)'],
    ['podAnnotations', null, 'null', 'a map of annotations; pass an object of text values'],
    ['podLabels', null, 'null', 'a map of labels; pass an object of text values'],
    [
      'podSecurity',
      'root',
      '"root"',
      'one of restricted, baseline; use PodSecurity.RESTRICTED or PodSecurity.BASELINE',
    ],
    ['previewService', 'no', '"no"', BOOLEAN],
    [
      'priorityClassName',
      'Very Important',
      '"Very Important"',
      'a DNS name of at most 253 characters (lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part); rename it',
    ],
    ['progressDeadline', '600', '"600"', DURATION],
    ['revisionHistoryLimit', -1, '-1', 'a whole number, 0 or more; state how many old ReplicaSets to keep'],
    ['revisionHistoryLimit', 1.5, '1.5', 'a whole number, 0 or more; state how many old ReplicaSets to keep'],
    ['securityContext', null, 'null', OBJECT],
    ['serviceAccount', 'shop', '"shop"', OBJECT],
    ['sidecars', { name: 'x' }, '{"name":"x"}', LIST],
    [
      'strategy',
      'Recreate',
      '"Recreate"',
      'a DeploymentStrategy of cdk8s-plus; pass one, for example DeploymentStrategy.recreate()',
    ],
    ['terminationGracePeriod', 30, '30', 'a cdk8s Duration of whole seconds; write Duration.seconds(30)'],
    [
      'terminationGracePeriod',
      Duration.millis(500),
      'a Duration {"amount":500,"unit":{"label":"millis","inMillis":1}}',
      DURATION,
    ],
    ['volumes', ['data'], '["data"]', LIST],
  ])('%s: %j', (option, value, got, allowed) => {
    expect(blueGreenFailure({ [option]: value })).toBe(problemLine(`BlueGreenApp shop/Shop: ${option}`, got, allowed));
    if (option === 'previewService') return;
    expect(blueGreenFailure({ blue: { image: 'a', [option]: value } })).toBe(
      problemLine(`BlueGreenApp shop/Shop: blue.${option}`, got, allowed),
    );
  });

  it.each<[string, object, string]>([
    [
      'text as the value of a variable',
      { container: { envVariables: { A: 'x' } } },
      problemLine(
        'container.envVariables["A"]',
        '"x"',
        "an EnvValue of cdk8s-plus; pass one, for example EnvValue.fromValue('text')",
      ),
    ],
    ['a number as a label', { podLabels: { tier: 5 } }, problemLine('podLabels["tier"]', '5', LABEL_VALUE)],
    [
      'a label with a space',
      { serviceLabels: { tier: 'a b' } },
      problemLine('serviceLabels["tier"]', '"a b"', LABEL_VALUE),
    ],
    [
      'a label that YAML reads as a number',
      { deploymentLabels: { x: '0o7' } },
      problemLine('deploymentLabels["x"]', '"0o7"', LABEL_VALUE),
    ],
    ['a label without a key', { podLabels: { '': 'x' } }, problemLine('podLabels key', '""', KEY)],
    [
      'an annotation that YAML reads as a number',
      { serviceAnnotations: { x: '0X1F' } },
      'serviceAnnotations["x"]: expected text that YAML does not read as a number, got "0X1F"; use other text',
    ],
    [
      'a boolean as an annotation',
      { podAnnotations: { x: true } },
      'podAnnotations["x"]: expected text that YAML does not read as a number, got true; use other text',
    ],
    [
      'an annotation with an invalid key',
      { podAnnotations: { 'a/b/c': 'x' } },
      problemLine('podAnnotations key', '"a/b/c"', KEY),
    ],
    [
      'a strategy with a maxUnavailable that Kubernetes refuses',
      { strategy: rolling(kplus.PercentOrAbsolute.percent(120)) },
      'strategy.maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "120%"; write 1 or 25%',
    ],
    [
      'a strategy with a maxSurge that Kubernetes refuses',
      { strategy: rolling(kplus.PercentOrAbsolute.percent(10), kplus.PercentOrAbsolute.absolute(-1)) },
      'strategy.maxSurge: expected a whole number of pods, 0 or more, or a whole percentage, got -1; write 1 or 25%',
    ],
    [
      'a container with an invalid name',
      { container: { name: 'Web' } },
      `container.name: expected ${DNS_LABEL}, got "Web"; rename it`,
    ],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${problem}`);
  });

  it('that are given beside the container', () => {
    const container = { image: 'a', port: 1, portNumber: 2, restartPolicy: 'Always' };
    expect(blueGreenFailure({ container })).toBe(
      [
        'BlueGreenApp shop/Shop: 4 problems',
        '  - container.image: expected no value here, got "a"; set image on the version instead',
        '  - container.port: expected no value here, got 1; set containerPort on the app',
        '  - container.portNumber: expected no value here, got 2; set containerPort on the app',
        '  - container.restartPolicy: expected no value here, got "Always"; set it on an init container, the only kind that can have one',
      ].join('\n'),
    );
  });

  it('that leave no time for progress', () => {
    expect(blueGreenFailure({ minReady: Duration.minutes(10) })).toBe(
      ofBothColors(
        'progressDeadline: expected more than minReady (600 s), got "600 s"; set a longer progressDeadline or a shorter minReady',
      ),
    );
  });
});

describe('containers beside the main one', () => {
  const agent = { name: 'agent', image: 'agent:1' };
  const TAKEN = (name: string): string =>
    `a name that no other container of the pod has ("${name}" is taken); give each container its own name`;

  it.each<[string, object, string]>([
    ['two of one name', { sidecars: [agent, agent] }, problemLine('sidecars[1].name', '"agent"', TAKEN('agent'))],
    ['without a name', { sidecars: [{ image: 'a' }] }, problemLine('sidecars[0].name', 'undefined', TAKEN('main'))],
    [
      'with the name of the main one',
      { container: { name: 'agent' }, sidecars: [agent] },
      problemLine('sidecars[0].name', '"agent"', TAKEN('agent')),
    ],
    [
      'an init container with the name of a sidecar',
      { sidecars: [agent], initContainers: [agent] },
      problemLine('initContainers[0].name', '"agent"', TAKEN('agent')),
    ],
    [
      'an init container with the name that another one gets',
      { initContainers: [{ name: 'init-1', image: 'a' }, { image: 'b' }] },
      problemLine('initContainers[1].name', 'undefined', TAKEN('init-1')),
    ],
    [
      'an init container with a readiness probe',
      { initContainers: [{ ...agent, readiness: kplus.Probe.fromTcpSocket() }] },
      'initContainers[0].readiness: expected no probe on an init container that runs to completion, got a Probe {"probeOptions":{},"tcpSocketOptions":{}}; remove the probe, or set restartPolicy: ContainerRestartPolicy.ALWAYS',
    ],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(ofBothColors(problem));
  });

  it.each<[string, object, string]>([
    [
      'with an invalid name',
      { sidecars: [{ ...agent, name: 'Agent' }] },
      `sidecars[0].name: expected ${DNS_LABEL}, got "Agent"; rename it`,
    ],
    ['without an image', { sidecars: [{ name: 'agent' }] }, problemLine('sidecars[0].image', 'undefined', IMAGE)],
    [
      'an init container without a name and with a broken image',
      { initContainers: [{ image: ' ' }] },
      problemLine('initContainers[0].image', '" "', IMAGE),
    ],
    [
      'a sidecar with a restart policy',
      { sidecars: [{ ...agent, restartPolicy: kplus.ContainerRestartPolicy.ALWAYS }] },
      'sidecars[0].restartPolicy: expected no value here, got "Always"; remove it, or move the container to initContainers',
    ],
  ])('%s if they are given for both colors', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(`BlueGreenApp shop/Shop: ${problem}`);
  });
});

describe('security contexts that no pod could start with', () => {
  const BY_BASELINE = 'set podSecurity: PodSecurity.BASELINE to allow it';
  const NO_ROOT = `expected a user other than root (0), got 0; ${BY_BASELINE}`;
  const NOT_PRIVILEGED =
    'expected false without privilege escalation, because Kubernetes would reject the pod, got true';
  const asRoot = { securityContext: { user: 0 } };
  const agent = { name: 'agent', image: 'agent:1' };

  it.each<[string, object, string]>([
    ['root in the container', { container: asRoot }, `container.securityContext.user: ${NO_ROOT}`],
    ['root in the pod', asRoot, `securityContext.user: ${NO_ROOT}`],
    [
      'root in the pod, for a sidecar alone',
      { ...asRoot, container: { securityContext: { user: 1000 } }, sidecars: [agent] },
      `securityContext.user: ${NO_ROOT}`,
    ],
    ['root in a sidecar', { sidecars: [{ ...agent, ...asRoot }] }, `sidecars[0].securityContext.user: ${NO_ROOT}`],
    [
      'root in an init container',
      { initContainers: [{ ...agent, ...asRoot }] },
      `initContainers[0].securityContext.user: ${NO_ROOT}`,
    ],
    [
      'root although the container forbids it',
      { podSecurity: PodSecurity.BASELINE, container: { securityContext: { user: 0, ensureNonRoot: true } } },
      'container.securityContext.user: expected a user other than root (0), got 0; remove ensureNonRoot to allow it',
    ],
    [
      'privileges',
      { container: { securityContext: { privileged: true } } },
      `container.securityContext.privileged: ${NOT_PRIVILEGED}; ${BY_BASELINE}`,
    ],
    [
      'privileges of a sidecar',
      { sidecars: [{ ...agent, securityContext: { privileged: true } }] },
      `sidecars[0].securityContext.privileged: ${NOT_PRIVILEGED}; ${BY_BASELINE}`,
    ],
    [
      'privileges that may not be had',
      {
        podSecurity: PodSecurity.BASELINE,
        container: { securityContext: { privileged: true, allowPrivilegeEscalation: false } },
      },
      `container.securityContext.privileged: ${NOT_PRIVILEGED}; remove allowPrivilegeEscalation to allow it`,
    ],
  ])('%s', (_, props, problem) => {
    expect(blueGreenFailure(props)).toBe(ofBothColors(problem));
  });
});
