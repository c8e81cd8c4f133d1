import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  checkRollout,
  Color,
} from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import {
  blueGreenYaml,
  canaryYaml,
  changedLines,
  documentOf,
  documents,
  failure,
  type Manifest,
  manifests,
  toYaml,
} from '../support/synthesize';
import { blueGreenStages, canaryStages } from '../support/release-stages';

const smokeTest = { image: 'curlimages/curl:8.10.1', args: ['--fail', '--retry', '5', '$(TARGET_URL)/health'] };
const app = { name: 'my-app', replicas: 3, port: 80 };
const colors: BlueGreenAppProps = {
  ...app,
  active: Color.BLUE,
  blue: { image: 'my-app:v1.0.0' },
  green: { image: 'my-app:v2.0.0', smokeTest },
};
const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0', smokeTest };
const release: CanaryAppProps = {
  ...app,
  replicas: 10,
  trackServices: true,
  stable: v1,
  canary: v2,
  trafficPercent: 10,
};

const jobs = (yaml: string): string[] => documents(yaml).filter((text) => text.includes('kind: Job\n'));
const jobNames = (yaml: string): string[] => jobs(yaml).map((text) => String(/^ {2}name: (.*)$/m.exec(text)?.[1]));

describe('the smoke test of a color', () => {
  it('is a Job against the preview Service, with the security of all pods and no label of the app on its own', () => {
    const test = {
      ...smokeTest,
      backoffLimit: 3,
      deadline: Duration.minutes(5),
      ttl: Duration.days(1),
      envVariables: { TOKEN: kplus.EnvValue.fromValue('x') },
    };
    const [job] = jobs(blueGreenYaml({ ...colors, green: { ...colors.green!, smokeTest: test } }));
    expect(job?.replace(/smoke-test-[0-9a-f]{10}/, 'smoke-test-HASH')).toBe(
      [
        'apiVersion: batch/v1',
        'kind: Job',
        'metadata:',
        '  labels:',
        '    app: my-app',
        '  name: my-app-smoke-test-HASH',
        'spec:',
        '  activeDeadlineSeconds: 300',
        '  backoffLimit: 3',
        '  template:',
        '    spec:',
        '      automountServiceAccountToken: false',
        '      containers:',
        '        - args:',
        '            - --fail',
        '            - --retry',
        '            - "5"',
        '            - $(TARGET_URL)/health',
        '          env:',
        '            - name: TARGET_HOST',
        '              value: my-app-preview',
        '            - name: TARGET_PORT',
        '              value: "80"',
        '            - name: TARGET_URL',
        '              value: http://my-app-preview:80',
        '            - name: TOKEN',
        '              value: x',
        '          image: curlimages/curl:8.10.1',
        '          name: smoke-test',
        '          securityContext:',
        '            allowPrivilegeEscalation: false',
        '            capabilities:',
        '              drop:',
        '                - ALL',
        '            readOnlyRootFilesystem: true',
        '            seccompProfile:',
        '              type: RuntimeDefault',
        '      restartPolicy: Never',
        '      securityContext:',
        '        runAsNonRoot: true',
        '        runAsUser: 65532',
        '  ttlSecondsAfterFinished: 86400',
        '',
      ].join('\n'),
    );
  });

  it('stays through the switch, which changes one line: the preview leads to the color under test', () => {
    const [before, after] = [colors, { ...colors, active: Color.GREEN }].map(blueGreenYaml);
    expect(changedLines(before!, after!)).toEqual(['version: blue → version: green']);
    expect(documentOf(after!, 'Service', 'my-app-preview')).toContain('version: green');
    expect(jobs(after!)).toHaveLength(1);
  });

  it('is there while both colors are, and the tested one has pods', () => {
    expect(jobs(blueGreenYaml({ ...colors, green: { ...colors.green!, replicas: 0 } }))).toEqual([]);
    expect(jobs(blueGreenYaml({ ...colors, active: Color.GREEN, blue: undefined }))).toEqual([]);
    expect(jobs(blueGreenYaml({ ...colors, green: { image: 'my-app:v2.0.0' } }))).toEqual([]);
  });

  it('changes no Deployment and no Service', () => {
    const without = blueGreenYaml({ ...colors, green: { image: 'my-app:v2.0.0' } });
    const others = documents(blueGreenYaml(colors)).filter((text) => !text.includes('kind: Job\n'));
    expect(others).toEqual(documents(without));
  });
});

describe('the smoke test of a canary', () => {
  it('tests the Service of the canary alone', () => {
    expect(jobs(canaryYaml(release))[0]).toContain('value: http://my-app-canary:80\n');
  });

  it('is there while the canary has pods, and the same at each percentage', () => {
    const names = [10, 50, 100].map((trafficPercent) => jobNames(canaryYaml({ ...release, trafficPercent })));
    expect(new Set(names.flat()).size).toBe(1);
    expect(names.flat()).toHaveLength(3);
    expect(jobs(canaryYaml({ ...release, trafficPercent: 0 }))).toEqual([]);
  });

  it('is gone once the canary is the stable version, whose Deployment stays byte for byte what it was', () => {
    const [full, promoted] = [
      canaryYaml({ ...release, trafficPercent: 100 }),
      canaryYaml({ ...release, stable: v2, canary: undefined, trafficPercent: undefined }),
    ];
    expect(jobs(promoted)).toEqual([]);
    expect(documentOf(promoted, 'Deployment', 'my-app-v2')).toBe(documentOf(full, 'Deployment', 'my-app-v2'));
  });

  it('has pods that no Service and no Deployment selects', () => {
    const objects = manifests((chart) => new CanaryApp(chart, 'Shop', release));
    const job = objects.find(({ kind }) => kind === 'Job') as Manifest & { spec: { template: { metadata?: object } } };
    expect(job.spec.template.metadata).toBeUndefined();
  });
});

describe('the name of the Job', () => {
  const nameOf = (props: Partial<CanaryAppProps>): string => String(jobNames(canaryYaml({ ...release, ...props }))[0]);

  it('follows the version that is tested and the test, and nothing else', () => {
    const name = nameOf({});
    expect(nameOf({ canary: { ...v2, image: 'my-app:v2.0.1' } })).not.toBe(name);
    expect(nameOf({ canary: { ...v2, smokeTest: { ...smokeTest, args: ['--fail'] } } })).not.toBe(name);
    expect(nameOf({ replicas: 20 })).toBe(name);
    expect(nameOf({ stable: { ...v1, image: 'my-app:v1.0.1' } })).toBe(name);
    expect(nameOf({ recommendedLabels: true, syncWaves: true })).toBe(name);
    const moved = toYaml((chart) => new CanaryApp(new kplus.Namespace(chart, 'Moved'), 'Other', release));
    expect(jobNames(moved)).toEqual([name]);
  });

  it('is that of the construct', () => {
    manifests((chart) => {
      const { smokeTest: job } = new CanaryApp(chart, 'Canary', release);
      expect(job?.name).toBe(nameOf({}));
      const other = new BlueGreenApp(chart, 'BlueGreen', { ...colors, name: 'other' });
      expect(other.smokeTest?.name).toMatch(/^other-smoke-test-[0-9a-f]{10}$/);
    });
  });
});

describe('a staged release', () => {
  const kinds = (charts: { toJson(): unknown[] }[]): boolean[] =>
    charts.map((chart) => (chart.toJson() as Manifest[]).some(({ kind }) => kind === 'Job'));
  const findings = (charts: { toJson(): unknown[] }[]): string[] => {
    const states = charts.map((chart) => chart.toJson() as object[]);
    return states
      .slice(1)
      .flatMap((state, index) => checkRollout(states[index]!, state).findings.map(({ rule }) => rule));
  };

  it('of two colors tests the new one before the switch', () => {
    const { charts, plan } = blueGreenStages({ ...colors, green: { image: 'my-app:v2.0.0', smokeTest } });
    expect(plan.blueGreen?.stages.map(({ phase }) => phase)).toEqual(['start', 'preview', 'switch', 'drain']);
    expect(kinds(charts)).toEqual([false, true, true, true, false]);
    expect(findings(charts)).toEqual([]);
  });

  it('of a canary tests it from its first pod on', () => {
    const { charts } = canaryStages(release, [10, 50]);
    expect(kinds(charts)).toEqual([false, true, true, true, true, true, false]);
    expect(findings(charts)).toEqual([]);
  });
});

describe('a bad smoke test', () => {
  const fails = (test: object, more: object = {}): string =>
    failure(
      (chart) => new CanaryApp(chart, 'Shop', { ...release, canary: { ...v2, smokeTest: test }, ...more } as never),
    );

  it('is reported by its props, all at once', () => {
    const envVariables = { TARGET_URL: kplus.EnvValue.fromValue('x') };
    const wrong = { image: '', command: [], args: 'x', backoffLimit: -1, deadline: 5, ttl: 'x', envVariables, file: 1 };
    expect(fails(wrong)).toBe(
      [
        'CanaryApp shop/Shop: 8 problems',
        '  - canary.smokeTest.file: unknown option, got 1; remove it, or use one of image, command, args, envVariables, resources, securityContext, backoffLimit, deadline, ttl',
        '  - canary.smokeTest.image: expected an image reference: [registry[:port]/]name[:tag][@digest], the name in lower case, without spaces, got ""; write it as for "docker pull", for example registry.example.com:5000/shop/web:1.4.2',
        "  - canary.smokeTest.command: expected a list of at least one string, got []; pass, for example, ['curl', '--fail', '$(TARGET_URL)'], or leave it out",
        "  - canary.smokeTest.args: expected a list of at least one string, got \"x\"; pass, for example, ['curl', '--fail', '$(TARGET_URL)'], or leave it out",
        '  - canary.smokeTest.envVariables.TARGET_URL: expected a name other than those of the variables that describe the target, got "TARGET_URL"; rename it',
        '  - canary.smokeTest.backoffLimit: expected a whole number, 0 or more, got -1; state how often the test may fail',
        '  - canary.smokeTest.deadline: expected a cdk8s Duration of whole seconds, got 5; write Duration.seconds(5)',
        '  - canary.smokeTest.ttl: expected a cdk8s Duration of whole seconds, got "x"; pass one, for example Duration.seconds(30)',
      ].join('\n'),
    );
  });

  it('has no Service that leads to the version alone', () => {
    expect(fails(smokeTest, { trackServices: undefined })).toBe(
      'CanaryApp shop/Shop: trackServices: expected true if the canary has a smoke test, because the test needs a Service that leads only to the canary, got undefined; set trackServices: true, or remove canary.smokeTest',
    );
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...colors, previewService: false }))).toBe(
      'BlueGreenApp shop/Shop: previewService: expected true or no value if green has a smoke test, because the test needs a Service that leads only to green, got false; leave it out, or remove green.smokeTest',
    );
  });

  it('has a name that is taken or too long', () => {
    const blue = { image: 'my-app:v1.0.0', smokeTest: { image: 'x' } };
    expect(failure((chart) => new BlueGreenApp(chart, 'Shop', { ...colors, blue }))).toBe(
      'BlueGreenApp shop/Shop: green.smokeTest: expected no value while blue is tested, because the only preview Service leads to one color, got {"image":"curlimages/curl:8.10.1","args":["--fail","--retry","5","$(TARGET_URL)/…; keep only the one of the color that you release',
    );
    const name = 'a'.repeat(42);
    expect(failure((chart) => new CanaryApp(chart, 'Shop', { ...release, name }))).toBe(
      `CanaryApp shop/Shop: name: expected at most 41 characters if canary has a smoke test, because the name of the Job contains it, got "${name}"; use a shorter name, or remove canary.smokeTest`,
    );
    expect(canaryYaml({ ...release, name: 'a'.repeat(41) })).toContain('kind: Job');
  });
});
