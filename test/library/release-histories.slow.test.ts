import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CapacityPolicy,
  checkRollout,
  Color,
  type Release,
  ReleaseApp,
  type ReleaseAppProps,
  ReleaseStrategy,
  Severity,
} from 'cdk8s-rollouts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRelease } from '../../src/release/read-release';
import type { ReleaseChange } from '../../src/release/release-change';
import { releaseProblems, resolveRelease } from '../../src/release/resolve-release';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { advanceRelease } from '../../src/release/transitions/advance-release';
import { backRelease } from '../../src/release/transitions/back-release';
import { holdRelease, resumeRelease } from '../../src/release/transitions/hold-release';
import { startRelease } from '../../src/release/transitions/start-release';
import { writeRelease } from '../../src/release/write-release';
import type { Result } from '../../src/validate/result';

/** An action on a release: a command, or an edit between two releases. */
type Deed = 'start' | 'advance' | 'hold' | 'resume' | 'back' | 'abort' | 'retreat' | 'scale' | 'share';

/** An arbitrary action. Most advance the release, as intended. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Deed>('advance') },
  { weight: 2, arbitrary: fc.constant<Deed>('start') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Deed>('hold', 'resume', 'resume', 'back', 'abort', 'retreat', 'scale', 'share'),
  },
);

const image = (number: number): string => `registry.example.com/shop:v${number}`;

const canary = fc.record(
  {
    strategy: fc.constant(ReleaseStrategy.CANARY),
    replicas: fc.integer({ min: 1, max: 12 }),
    steps: fc.constantFrom<number[]>([100], [50], [10, 30, 50, 100], [25, 50, 75], [1, 99]),
    maxUnavailable: fc.constantFrom(0, 1, '25%', '50%'),
    maxSurge: fc.constantFrom(1, 2, '25%', '100%'),
    capacityPolicy: fc.constantFrom(CapacityPolicy.REPLACE, CapacityPolicy.KEEP_STABLE),
    tolerance: fc.constant(50),
    current: fc.constantFrom({ image: image(0) }, { version: 'v0', image: image(0), color: Color.GREEN }),
  },
  { requiredKeys: ['strategy', 'replicas', 'steps', 'tolerance', 'current'] },
);
const blueGreen = fc
  .record({
    strategy: fc.constant(ReleaseStrategy.BLUE_GREEN),
    replicas: fc.integer({ min: 1, max: 12 }),
    previewReplicas: fc.integer({ min: 1, max: 12 }),
    overlap: fc.boolean(),
    current: fc.constantFrom({ image: image(0), color: Color.BLUE }, { image: image(0), color: Color.GREEN }),
  })
  .map((release) => ({ ...release, previewReplicas: Math.min(release.previewReplicas, release.replicas) }));

const release: fc.Arbitrary<Release> = fc
  .oneof(canary, blueGreen)
  .filter((one) => releaseProblems(one as Release).length === 0);

/** The props in the code. Every third version has its own options. */
const app = fc.record({ trackServices: fc.boolean(), syncWaves: fc.boolean(), previewService: fc.boolean() });

function versions(): ReleaseAppProps['versions'] {
  const own = [0, 3, 6, 9].map((number) => [
    `v${number}`,
    { container: { envVariables: { OWN: kplus.EnvValue.fromValue(String(number)) } }, configMap: { data: { a: 'b' } } },
  ]);
  return Object.fromEntries(own) as ReleaseAppProps['versions'];
}

interface DeploymentManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: object };
    readonly template: object;
  };
}

/** A commit of a history: the release in the file, and its manifests. */
interface State {
  readonly release: Release;
  readonly manifests: object[];
  readonly deployments: ReadonlyMap<string, DeploymentManifest>;
}

function synthesize(props: object, shared: number, release: Release): State {
  const make = (): App => {
    const root = new App();
    const podAnnotations = { shared: `is ${shared}` };
    const chart = new Chart(root, 'prod', { namespace: 'shop' });
    new ReleaseApp(chart, 'Shop', { name: 'shop', port: 80, ...props, podAnnotations, versions: versions(), release });
    return root;
  };
  const [one, other] = [make(), make()];
  expect(one.synthYaml(), 'the same file gives the same bytes').toBe(other.synthYaml());
  const manifests = one.charts.flatMap((chart) => chart.toJson() as object[]);
  const deployments = (manifests as DeploymentManifest[]).filter(({ kind }) => kind === 'Deployment');
  return { release, manifests, deployments: new Map(deployments.map((each) => [each.metadata.name, each])) };
}

/** A history of actions, with the release file and its manifests. */
class History {
  readonly deeds: string[] = [];
  readonly #props: object;
  #text: string;
  #shared = 0;
  #version = 0;
  #state: State;

  constructor(first: Release, props: object) {
    this.#props = props;
    this.#text = `# a file of its own\n${JSON.stringify(first, null, 1)}`;
    this.#state = synthesize(props, 0, this.#read());
  }

  do(deed: Deed, number: number): void {
    const { release: before } = this.#state;
    if (deed === 'share' || deed === 'scale') {
      this.#edit(deed, number);
      return;
    }
    const result = this.#command(deed, before);
    // Every command is either allowed or refused, and a refused command changes nothing.
    if (result.value === undefined) return;
    const next = this.#commit(deed, result.value.release);
    const { findings } = checkRollout(this.#state.manifests, next.manifests, {
      maxUnavailable: before.maxUnavailable ?? '25%',
      maxShareStep: 100,
      tolerance: 50,
    });
    // An abort may cost capacity, but then it warns.
    const mayWarn = deed === 'start' || deed === 'abort';
    const expected = mayWarn ? findings.filter(({ severity }) => severity === Severity.ERROR) : findings;
    expect(expected, this.deeds.join()).toEqual([]);
    this.#expectNoRestart(next, deed);
    this.#state = next;
  }

  #command(deed: Exclude<Deed, 'share' | 'scale'>, before: Release): Result<ReleaseChange> {
    switch (deed) {
      case 'start':
        this.#version += 1;
        return startRelease(before, { image: image(this.#version) });
      case 'advance':
        return advanceRelease(before);
      case 'hold':
        return holdRelease(before, 'looks odd: wait');
      case 'resume':
        return resumeRelease(before);
      case 'back':
        return backRelease(before);
      case 'abort':
        return abortRelease(before);
      case 'retreat':
        return abortRelease(before, { keepCapacity: true });
    }
  }

  /** Changes the number of pods, or an option that all versions share, between two releases. */
  #edit(deed: 'share' | 'scale', number: number): void {
    const { release } = this.#state;
    if (release.next !== undefined) return;
    if (deed === 'share') this.#shared += 1;
    const replicas = deed === 'scale' ? 1 + (number % 12) : release.replicas;
    const edited = { ...release, replicas };
    if (resolveRelease(edited).problems !== undefined) return;
    this.#state = this.#commit(deed, edited);
  }

  #commit(deed: Deed, release: Release): State {
    const { value: text, problems } = writeRelease(this.#text, 'shop.yaml', release);
    expect(problems, this.deeds.join()).toBeUndefined();
    this.#text = text!;
    this.deeds.push(deed);
    expect(this.#text.startsWith('# a file of its own\n')).toBe(true);
    return synthesize(this.#props, this.#shared, this.#read());
  }

  #read(): Release {
    const { value: release, problems } = readRelease(this.#text, 'shop.yaml');
    expect(problems).toBeUndefined();
    return release!;
  }

  /** Expects that no template with pods changes, which would restart them. */
  #expectNoRestart(next: State, deed: Deed): void {
    for (const [name, before] of this.#state.deployments) {
      const after = next.deployments.get(name);
      if (after === undefined) {
        expect(before.spec.replicas, `${this.deeds.join()}: ${name} goes without a pod`).toBe(0);
        continue;
      }
      expect(after.spec.selector, `${this.deeds.join()}: ${name} keeps its selector`).toEqual(before.spec.selector);
      if (deed === 'start' && before.spec.replicas === 0 && after.spec.replicas === 0) continue;
      expect(after.spec.template, `${this.deeds.join()}: ${name} keeps its pods`).toEqual(before.spec.template);
    }
  }
}

describe('a release file', () => {
  it('restarts no pod and fails no check, whatever its history', () => {
    fc.assert(
      fc.property(
        release,
        app,
        fc.array(fc.tuple(deed, fc.nat(100)), { minLength: 10, maxLength: 40 }),
        (first, props, deeds) => {
          const history = new History(first, props);
          for (const [each, number] of deeds) history.do(each, number);
        },
      ),
    );
  });

  it('ends by advancing alone, and so does the next release', () => {
    fc.assert(
      fc.property(release, app, (first, props) => {
        const history = new History(first, props);
        const { stages } = resolveRelease(first).value!.plan;
        for (let number = 0; number < 2; number++) {
          history.do('start', 0);
          stages.forEach(() => history.do('advance', 0));
        }
        expect(history.deeds).toHaveLength(2 * (stages.length + 1));
      }),
    );
  });
});
