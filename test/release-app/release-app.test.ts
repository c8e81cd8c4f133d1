import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BlueGreenApp,
  CanaryApp,
  checkRollout,
  Color,
  planBlueGreen,
  planCanary,
  type Release,
  ReleaseApp,
  type ReleaseAppProps,
  ReleaseStrategy,
} from '../../src';

const CANARY: Release = {
  strategy: ReleaseStrategy.CANARY,
  replicas: 10,
  steps: [10, 30, 50, 100],
  current: { version: 'v1', image: 'shop:1.8.2' },
  next: { version: 'v2', image: 'shop:2.0.0' },
};
const BLUE_GREEN: Release = {
  strategy: ReleaseStrategy.BLUE_GREEN,
  replicas: 3,
  current: { version: 'v1', image: 'shop:1.8.2', color: Color.GREEN },
  next: { version: 'v2', image: 'shop:2.0.0' },
};
const APP = { name: 'shop', port: 80, containerPort: 8080 };

function make(props: Partial<ReleaseAppProps>): ReleaseApp {
  const chart = new Chart(new App(), 'prod', { namespace: 'shop' });
  return new ReleaseApp(chart, 'shop', { ...APP, ...props });
}

function manifestsOf(app: CanaryApp | BlueGreenApp | ReleaseApp): object[] {
  return Chart.of(app).toJson() as object[];
}

const at = (release: Release, stage: number): ReleaseApp => make({ release: { ...release, stage } });
const atRest = ({ next: _next, ...rest }: Release): Release => rest;

function failure(props: unknown): string {
  const chart = new Chart(new App(), 'prod', { namespace: 'shop' });
  try {
    new ReleaseApp(chart, 'shop', props as ReleaseAppProps);
  } catch (error) {
    expect(chart.node.children).toEqual([]);
    return (error as Error).message;
  }
  return 'no error';
}

/** Returns the annotations of the Service while a release is under way. */
const current = (deployment: string): { [key: string]: string } => ({ 'cdk8s-rollouts/current': deployment });

describe('a canary release', () => {
  it('makes at each stage the manifests of a CanaryApp', () => {
    const chart = (): Chart => new Chart(new App(), 'prod', { namespace: 'shop' });
    const app = { ...APP, replicas: 10, stable: CANARY.current as { version: string; image: string } };
    const canary = CANARY.next as { version: string; image: string };
    const counts = planCanary({ replicas: 10, steps: [10, 30, 50, 100] }).stages;
    counts.forEach(({ number, stable, canary: pods }) => {
      const expected = new CanaryApp(chart(), 'Any', {
        ...{ ...app, canary, serviceAnnotations: current('shop-v1') },
        replicaCounts: { stable, canary: pods },
      });
      expect(manifestsOf(at(CANARY, number))).toEqual(manifestsOf(expected));
    });
    expect(manifestsOf(make({ release: atRest(CANARY) }))).toEqual(manifestsOf(new CanaryApp(chart(), 'Any', app)));
  });

  it('exposes its constructs, and the plan by the names of its resources', () => {
    const app = at(CANARY, 3);
    expect([app.service.name, app.currentDeployment.name, app.nextDeployment?.name]).toEqual([
      'shop-service',
      'shop-v1',
      'shop-v2',
    ]);
    expect(app.stage?.title).toBe('v2 at 30%');
    expect(app.plan.canary).toEqual(
      planCanary({ replicas: 10, steps: [10, 30, 50, 100], name: 'shop', namespace: 'shop' }),
    );
    expect(app.release.stage).toBe(3);
    expect(make({ release: atRest(CANARY) }).stage).toBeUndefined();
  });

  it('can have Deployments whose names alternate', () => {
    const release = { ...CANARY, current: { ...CANARY.current, color: Color.GREEN } };
    const app = at(release, 3);
    expect([app.currentDeployment.name, app.nextDeployment?.name]).toEqual(['shop-green', 'shop-blue']);
    expect(app.stage?.waitFor).toBe(
      'shop-green has 7 ready pods, shop-blue has 3, and v2 does well with 30% of the traffic',
    );
    const finished = make({ release: atRest({ ...release, current: { ...CANARY.next!, color: Color.BLUE } }) });
    const blue = (chart: ReleaseApp): unknown =>
      manifestsOf(chart).find((object) => (object as { metadata: { name: string } }).metadata.name === 'shop-blue');
    expect(blue(finished)).toEqual(blue(at(release, 6)));
  });
});

describe('a blue/green release', () => {
  it('makes at each stage the manifests of a BlueGreenApp, in alternating colors', () => {
    const chart = (): Chart => new Chart(new App(), 'prod', { namespace: 'shop' });
    const app = { ...APP, replicas: 3 };
    const [green, blue] = [{ image: 'shop:1.8.2' }, { image: 'shop:2.0.0' }];
    planBlueGreen({ replicas: 3, active: Color.GREEN }).stages.forEach((stage) => {
      const expected = new BlueGreenApp(chart(), 'Any', {
        ...app,
        serviceAnnotations: current('shop-green'),
        active: stage.active,
        blue: { ...blue, replicas: stage.blue },
        green: { ...green, replicas: stage.green },
      });
      expect(manifestsOf(at(BLUE_GREEN, stage.number))).toEqual(manifestsOf(expected));
    });
    const both = make({ release: { ...BLUE_GREEN, overlap: true, stage: 3 } });
    const expected = new BlueGreenApp(chart(), 'Any', {
      ...{ ...app, active: Color.GREEN, overlap: true, blue, green },
      serviceAnnotations: current('shop-green'),
    });
    expect(manifestsOf(both)).toEqual(manifestsOf(expected));
    expect([both.currentDeployment.name, both.nextDeployment?.name]).toEqual(['shop-green', 'shop-blue']);
    expect(manifestsOf(make({ release: atRest(BLUE_GREEN) }))).toEqual(
      manifestsOf(new BlueGreenApp(chart(), 'Any', { ...app, active: Color.GREEN, green })),
    );
  });

  it('names the previous version in the Service, beside the annotations of the app, until the release is over', () => {
    const annotations = (app: ReleaseApp): unknown =>
      (manifestsOf(app) as { kind: string; metadata: { annotations?: object; name: string } }[]).find(
        ({ kind, metadata }) => kind === 'Service' && metadata.name === 'shop-service',
      )?.metadata.annotations;
    const own = { serviceAnnotations: { team: 'web' } };
    const pinned = { v1: { deploymentName: 'web' } };
    expect(annotations(make({ release: { ...BLUE_GREEN, stage: 4 }, ...own, versions: pinned }))).toEqual({
      'cdk8s-rollouts/current': 'web',
      team: 'web',
    });
    expect(annotations(make({ release: BLUE_GREEN, stage: 5, ...own }))).toEqual(own.serviceAnnotations);
    expect(annotations(make({ release: atRest(BLUE_GREEN) }))).toBeUndefined();
    const stated = { serviceAnnotations: current('mine') };
    expect(annotations(make({ release: BLUE_GREEN, ...stated }))).toEqual(stated.serviceAnnotations);
  });

  it('exposes the Deployments by their version, before and after the switch', () => {
    for (const stage of [2, 3, 4]) {
      const app = at(BLUE_GREEN, stage);
      expect([app.currentDeployment.name, app.nextDeployment?.name]).toEqual(['shop-green', 'shop-blue']);
      expect(app.plan.blueGreen).toEqual(
        planBlueGreen({ replicas: 3, active: Color.GREEN, name: 'shop', namespace: 'shop' }),
      );
    }
    expect(make({ release: atRest(BLUE_GREEN) }).currentDeployment.name).toBe('shop-green');
  });
});

describe('another stage', () => {
  it.each([
    ['canary', CANARY],
    ['blue-green', BLUE_GREEN],
  ])('of a %s release can be asked for, the clean-up included', (_name, release) => {
    const { stages } = make({ release }).plan;
    const all = [...stages, undefined].map((_stage, index) => manifestsOf(make({ release, stage: index + 1 })));
    stages.forEach(({ number }) => expect(all[number - 1]).toEqual(manifestsOf(at(release, number))));
    all.slice(1).forEach((after, index) => expect(checkRollout(all[index]!, after).findings).toEqual([]));
    const cleanUp = make({ release, stage: stages.length + 1 });
    expect([cleanUp.stage, cleanUp.nextDeployment]).toEqual([undefined, undefined]);
    expect(cleanUp.currentDeployment.name).toBe(make({ release }).nextDeployment?.name);
  });
});

describe('the options of a version', () => {
  const versions = {
    v1: { container: { envVariables: { OLD: kplus.EnvValue.fromValue('1') } }, smokeTest: { image: 'curl:8' } },
    v2: { configMap: { data: { color: 'green' } }, smokeTest: { image: 'curl:8', command: ['curl'] } },
    v3: { podLabels: { unused: 'true' } },
  };

  it('travel with it from next to current, and a version that serves is not tested', () => {
    const find = (app: ReleaseApp, kind: string): { metadata: { name: string } }[] =>
      manifestsOf(app).filter((object) => (object as { kind: string }).kind === kind) as never;
    const before = make({ release: { ...CANARY, stage: 6 }, versions, trackServices: true });
    const after = make({ release: { ...atRest(CANARY), current: CANARY.next! }, versions, trackServices: true });
    const [deployment] = find(after, 'Deployment');
    expect(find(before, 'Deployment').find(({ metadata }) => metadata.name === 'shop-v2')).toEqual(deployment);
    expect(find(before, 'ConfigMap')).toEqual(find(after, 'ConfigMap'));
    expect([find(before, 'Job').length, find(after, 'Job').length]).toEqual([1, 0]);
  });

  it('pin the running objects', () => {
    const pinned = { v1: { deploymentName: 'web', matchLabels: { app: 'shop', version: 'web' } } };
    expect(make({ release: CANARY, versions: pinned }).currentDeployment.name).toBe('web');
    const release = { ...CANARY, current: { ...CANARY.current, color: Color.BLUE } };
    expect(make({ release, versions: pinned }).plan.stages[0]?.waitFor).toBe('web has 10 ready pods, shop-green has 0');
  });
});

describe('a release file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'releases-'));
    mkdirSync(join(folder, 'prod'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the same as its value', () => {
    const releaseFile = join(folder, 'shop.json');
    writeFileSync(releaseFile, JSON.stringify({ ...CANARY, stage: 4 }));
    expect(manifestsOf(make({ releaseFile }))).toEqual(manifestsOf(at(CANARY, 4)));
  });

  it('is named in an error, with the place and the construct', () => {
    const releaseFile = join(folder, 'bad.yaml');
    writeFileSync(releaseFile, 'strategy: canary\nreplicas: 10\nstep: [10]\ncurrent: { image: "shop:1" }\n');
    expect(failure({ ...APP, releaseFile })).toBe(
      [
        'ReleaseApp prod/shop: 2 problems',
        `  - ${releaseFile}:3:1: step: unknown field, got [10]; did you mean steps?`,
        `  - ${releaseFile}:1:1: steps: expected a list of at least one percentage, got undefined; pass rising percentages such as [10, 30, 50, 100]`,
      ].join('\n'),
    );
    writeFileSync(releaseFile, Buffer.from('strategy: canary # caf\xe9\n', 'latin1'));
    expect(failure({ ...APP, releaseFile })).toBe(
      `ReleaseApp prod/shop: ${releaseFile}: expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text; save it as UTF-8`,
    );
    expect(failure({ ...APP, releaseFile: '/no/such.yaml' })).toBe(
      'ReleaseApp prod/shop: releaseFile: expected the path of a release file, got "/no/such.yaml"; there is no such file: correct the path',
    );
    expect(failure({ ...APP, releaseFile: 'no/such.yaml' })).toBe(
      `ReleaseApp prod/shop: releaseFile: expected the path of a release file, got "no/such.yaml"; there is no such file in ${process.cwd()}, the folder in which your app runs: correct the path`,
    );
    expect(failure({ ...APP, releaseFile: folder })).toBe(
      `ReleaseApp prod/shop: releaseFile: expected the path of a release file, got "${folder}", a directory; pass the path of a file in it`,
    );
    expect(failure({ ...APP, releaseFile: `${releaseFile}/more.yaml` })).toBe(
      `ReleaseApp prod/shop: releaseFile: expected the path of a release file, got "${releaseFile}/more.yaml"; a part of the path is a file, not a directory: correct the path`,
    );
    expect(failure({ ...APP, releaseFile: 'shop\0.yaml' })).toBe(
      'ReleaseApp prod/shop: releaseFile: expected the path of a release file, got "shop\\u0000.yaml"; remove the NUL byte',
    );
  });
});

describe('bad props', () => {
  it.each<[string, unknown, string[]]>([
    ['none', null, ['props: expected an object, got null; pass the props']],
    [
      'no release',
      APP,
      ['releaseFile: expected the path of a release file, got undefined; set releaseFile: "releases/shop.yaml"'],
    ],
    [
      'two releases, replicas and a misspelled option',
      { ...APP, release: 1, releaseFile: 'a.yaml', replicas: 3, trafficPercent: 3 },
      [
        'replicas: unknown option, got 3; move it into the release',
        'trafficPercent: unknown option, got 3; check its spelling, or remove it',
        'release: expected no value together with releaseFile, got 1; remove one of them',
      ],
    ],
    [
      'a release that is null',
      { ...APP, release: null },
      ['release: expected an object, got null; write at least strategy, replicas and current'],
    ],
    [
      'a release that is not sound',
      { ...APP, release: { ...CANARY, stage: 7.5 } },
      [
        'release.stage: expected the number of a stage of the plan, 1 or more, got 7.5; write the number of the current stage',
      ],
    ],
    [
      'an invalid stage',
      { ...APP, release: BLUE_GREEN, stage: 6 },
      ['stage: expected a stage of the plan, 1 to 4, or 5 for the clean-up, got 6; leave it out for the current stage'],
    ],
    [
      'a stage at rest',
      { ...APP, release: atRest(BLUE_GREEN), stage: 1 },
      [
        'stage: expected no value while no release is under way, got 1; remove it, or pass a release with a next version',
      ],
    ],
    [
      'options of versions that are none',
      { ...APP, release: CANARY, versions: { v1: { image: 'a' }, v2: 3 } },
      [
        'versions["v1"].image: unknown option, got "a"; set it on the version in the release',
        'versions["v2"]: expected an object with the options of the version, got 3; pass { }',
      ],
    ],
    [
      'options of a version that do not fit',
      { ...APP, release: CANARY, versions: { v2: { drainPeriod: Duration.days(2) } } },
      [
        'versions["v2"].drainPeriod: expected a cdk8s Duration of 1 to 86400 whole seconds, got "172800 s"; pass one, for example Duration.seconds(10)',
      ],
    ],
    [
      'versions that would be one Deployment',
      { ...APP, release: CANARY, versions: { v1: { deploymentName: 'web' }, v2: { deploymentName: 'web' } } },
      [
        'versions["v2"].deploymentName: expected a name other than that of versions["v1"], got "web"; remove it from versions["v2"], or set another value: { ...versions["v1"] } copies this prop, too',
      ],
    ],
    [
      'labels that do not tell the versions apart, whose values look like our words',
      {
        ...APP,
        release: BLUE_GREEN,
        versions: { v1: { matchLabels: { app: 'blue' } }, v2: { matchLabels: { app: 'blue' } } },
      },
      [
        'versions["v1"].matchLabels: expected a value other than that of versions["v2"] for at least one of its labels ({"app":"blue"}), got {"app":"blue"}; change the labels of the version that does not run yet: two Deployments must never select the same pods',
      ],
    ],
    [
      'a smoke test without a Service to test through',
      { ...APP, release: CANARY, versions: { v2: { smokeTest: { image: 'test:1' } } } },
      [
        'trackServices: expected true if the next version has a smoke test, because the test needs a Service that leads only to the next version, got undefined; set trackServices: true, or remove versions["v2"].smokeTest',
      ],
    ],
    [
      'an overlap of versions that no label has in common',
      {
        ...APP,
        release: { ...BLUE_GREEN, overlap: true, stage: 3 },
        versions: { v1: { matchLabels: { run: 'shop', version: 'v1' } } },
      },
      [
        'release.overlap: expected no value while the matchLabels of versions["v2"] and versions["v1"] have no label app in common, got true; switch without an overlap, and set a common label app for the next version, which does not run yet',
      ],
    ],
    [
      'an invalid name, with either strategy',
      { ...APP, name: 'Shop', release: BLUE_GREEN },
      [
        'name: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "Shop"; rename it',
      ],
    ],
  ])('%s', (_name, props, problems) => {
    const lines = problems.map((problem) => `  - ${problem}`).join('\n');
    const report = problems.length === 1 ? problems[0] : `${problems.length} problems\n${lines}`;
    expect(failure(props)).toBe(`ReleaseApp prod/shop: ${report}`);
  });
});

describe('a release in its place', () => {
  const chart = (namespace: string): Chart => new Chart(new App(), 'prod', { namespace });
  const shop = (parent: Chart, id: string, props: Partial<ReleaseAppProps>): (() => ReleaseApp) => {
    return () => new ReleaseApp(parent, id, { ...APP, ...props });
  };

  it.each([CANARY, BLUE_GREEN])('names itself and the other app of its name: %o', (release) => {
    const parent = chart('shop');
    shop(parent, 'First', { release })();
    expect(shop(parent, 'Second', { release })).toThrow(
      new Error(
        'ReleaseApp prod/Second: name: expected a name that no other app of namespace shop has (prod/First has it), got "shop"; rename one of them, or give each its own namespace',
      ),
    );
    expect(parent.node.children).toHaveLength(1);
  });

  it('names the version whose Deployment would have the name of another', () => {
    const parent = chart('shop');
    shop(parent, 'First', { release: CANARY })();
    expect(
      shop(parent, 'Second', { name: 'web', release: CANARY, versions: { v2: { deploymentName: 'shop-v1' } } }),
    ).toThrow(
      new Error(
        'ReleaseApp prod/Second: versions["v2"].deploymentName: expected a name that no other app of namespace shop has (prod/First has it), got "shop-v1"; set another versions["v2"].deploymentName',
      ),
    );
  });

  const OTHER_TAG =
    'image: expected an image whose tag is not the name of an environment other than namespace prod, got "shop:staging"; use the tag of the version, such as 2.0.1, or add the digest if you do mean this image';
  const OTHER_VERSION =
    'version: expected a version, not the name of an environment other than namespace prod, got "qa"; use the name of the version, such as 2.0.1';

  it('names the version of the release that is named after another environment', () => {
    const next = { version: 'qa', image: 'shop:staging' };
    expect(shop(chart('prod'), 'Shop', { release: { ...CANARY, next } })).toThrow(
      new Error(`ReleaseApp prod/Shop: 2 problems\n  - release.next.${OTHER_VERSION}\n  - release.next.${OTHER_TAG}`),
    );
    const current = { ...BLUE_GREEN.current, image: 'shop:staging' };
    expect(shop(chart('prod'), 'Shop', { release: { ...BLUE_GREEN, current } })).toThrow(
      new Error(`ReleaseApp prod/Shop: release.current.${OTHER_TAG}`),
    );
    // In the clean-up, the next version is the only one.
    expect(shop(chart('prod'), 'Shop', { release: { ...CANARY, next }, stage: 7 })).toThrow(
      new Error(`ReleaseApp prod/Shop: 2 problems\n  - release.next.${OTHER_VERSION}\n  - release.next.${OTHER_TAG}`),
    );
  });

  it('names the release file that has such a version', () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    const file = join(folder, 'shop.yaml');
    writeFileSync(file, JSON.stringify({ ...CANARY, next: { version: 'v2', image: 'shop:staging' } }));
    expect(shop(chart('prod'), 'Shop', { releaseFile: file })).toThrow(
      new Error(`ReleaseApp prod/Shop: ${file}: next.${OTHER_TAG}`),
    );
    rmSync(folder, { recursive: true });
  });

  it('repeats the error of cdk8s-plus, without the inner app', () => {
    const parent = new App();
    const outside = (): ReleaseApp => new ReleaseApp(parent, 'Shop', { ...APP, release: CANARY });
    expect(outside).toThrow(/^ReleaseApp Shop: (?!CanaryApp)/);
  });
});

it('has the plan of the release as it was when the app was made', () => {
  const release = { ...CANARY, stage: 2 };
  const app = make({ release });
  Object.assign(release, { replicas: 40, next: undefined });
  expect(app.plan).toEqual(at(CANARY, 2).plan);
  expect(app.stage).toEqual(at(CANARY, 2).stage);
});
