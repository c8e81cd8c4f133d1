import { BlueGreenApp, CanaryApp, Color, planBlueGreen, planCanary } from 'cdk8s-rollouts';
import * as kplus from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../support/run-in-process';
import { type Manifest, manifests } from '../support/synthesize';

const metrics = [kplus.Metric.resourceCpu(kplus.MetricTarget.averageValue(1))];

/** A cluster with the applied manifests, which executes the commands of a runbook like kubectl. */
class RecordedCluster {
  readonly #objects = new Map<string, Manifest>();
  readonly #first: Manifest[];

  /** @param first the manifests in `dist/` */
  constructor(first: Manifest[]) {
    this.#first = first;
  }

  run(command: string): void {
    const [, action = ''] = /^kubectl --namespace web (.*)$/.exec(command) ?? [];
    const [verb, ...rest] = action.split(' ');
    if (action === 'apply --filename dist/') {
      for (const object of this.#first) this.#objects.set(`${object.kind}/${object.metadata.name}`, object);
      return;
    }
    const scaled = /^scale deployment\/(\S+) --replicas=(\d+)$/.exec(action);
    if (scaled) {
      this.#patch('Deployment', scaled[1]!, { spec: { replicas: Number(scaled[2]) } });
      return;
    }
    const patched = /^patch (hpa|service) (\S+) --patch '(.*)'$/.exec(action);
    if (patched) {
      const kind = patched[1] === 'hpa' ? 'HorizontalPodAutoscaler' : 'Service';
      this.#patch(kind, patched[2]!, parse(patched[3]!) as Pick<Manifest, 'spec'>);
      return;
    }
    const waited = /^rollout status deployment\/(\S+)$/.exec(action);
    if (waited) {
      this.#get('Deployment', waited[1]!);
      return;
    }
    const kinds: Record<string, string> = {
      deployment: 'Deployment',
      hpa: 'HorizontalPodAutoscaler',
      service: 'Service',
    };
    const kind = kinds[rest[0] ?? ''];
    if (verb !== 'delete' || kind === undefined || rest.length !== 2) throw new Error(`not understood: ${command}`);
    this.#get(kind, rest[1]!);
    this.#objects.delete(`${kind}/${rest[1]!}`);
  }

  /**
   * Returns the fields that decide on pods and traffic. An autoscaler owns the number of pods of its Deployment, unless
   * it is 0.
   */
  state(): Record<string, unknown> {
    return toState([...this.#objects.values()]);
  }

  #get(kind: string, name: string): Manifest {
    const object = this.#objects.get(`${kind}/${name}`);
    if (object === undefined) throw new Error(`there is no ${kind} ${name}`);
    return object;
  }

  #patch(kind: string, name: string, { spec }: Pick<Manifest, 'spec'>): void {
    const object = this.#get(kind, name);
    const selected = spec.selector as object | undefined;
    const selector = selected && withoutNull({ ...(object.spec.selector as object), ...selected });
    const merged = { ...object.spec, ...spec, ...(selector && { selector }) };
    this.#objects.set(`${kind}/${name}`, { ...object, spec: merged });
  }
}

/** Returns labels without those that a patch sets to null. */
function withoutNull(labels: object): object {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== null));
}

function toState(objects: Manifest[]): Record<string, unknown> {
  const autoscaled = new Set(objects.filter(isAutoscaler).map(({ metadata }) => metadata.name));
  return Object.fromEntries(
    objects
      .map(({ kind, metadata: { name }, spec }): [string, unknown] => {
        const { replicas, minReplicas, maxReplicas, selector } = spec;
        if (kind === 'Deployment') return [name, autoscaled.has(name) && replicas !== 0 ? 'autoscaled' : replicas];
        return kind === 'Service' ? [name, selector] : [`${kind} ${name}`, { minReplicas, maxReplicas }];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function isAutoscaler({ kind }: Manifest): boolean {
  return kind === 'HorizontalPodAutoscaler';
}

/** Returns the commands of a runbook that take the release forward, by section. */
async function runbook(...args: string[]): Promise<string[][]> {
  const names = ['--name', 'shop', '--namespace', 'web', '--format', 'markdown'];
  const { stdout, stderr } = await runInProcess(['plan', ...args, ...names]);
  expect(stderr).toBe('');
  const sections = stdout.split(/^## /m).slice(1);
  return sections.map((section) => /```sh\n([^]*?)\n```/.exec(section)![1]!.split('\n'));
}

/** Runs the runbook, and compares the cluster after each section with the manifests of the stage. */
function walk(sections: string[][], stages: Manifest[][]): void {
  expect(sections).toHaveLength(stages.length);
  const cluster = new RecordedCluster(stages[0]!);
  sections.forEach((commands, index) => {
    for (const command of commands) cluster.run(command);
    expect(cluster.state(), `after section ${index + 1}`).toEqual(toState(stages[index]!));
  });
}

const app = { name: 'shop', namespace: 'web', replicas: 10, port: 80 };
const versions = { stable: { version: 'v1', image: 'shop:1' }, canary: { version: 'v2', image: 'shop:2' } };
const colors = { blue: { image: 'shop:1' }, green: { image: 'shop:2' } };

describe('a runbook that is run by hand', () => {
  it.each([
    ['without autoscalers', undefined],
    ['with autoscalers', 40],
  ])('takes a canary through the stages that the constructs make, %s', async (_, maxReplicas) => {
    const autoscaling = maxReplicas === undefined ? undefined : { maxReplicas, metrics };
    const flags = maxReplicas === undefined ? [] : ['--max-replicas', String(maxReplicas)];
    const plan = planCanary({ replicas: 10, steps: [10, 30, 50, 100], maxReplicas });
    const stages = plan.stages.map(({ stable, canary }) =>
      manifests(
        (chart) =>
          new CanaryApp(chart, 'Shop', { ...app, ...versions, autoscaling, replicaCounts: { stable, canary } }),
      ),
    );
    const last = manifests((chart) => new CanaryApp(chart, 'Shop', { ...app, autoscaling, stable: versions.canary }));
    walk(await runbook('--replicas', '10', '--steps', '10,30,50,100', ...flags), [...stages, last]);
  });

  it.each([
    ['without autoscalers', undefined, false],
    ['with autoscalers', 40, false],
    ['with an overlap', undefined, true],
  ])('takes blue/green through the stages that the constructs make, %s', async (_, maxReplicas, overlap) => {
    const autoscaling = maxReplicas === undefined ? undefined : { maxReplicas, metrics };
    const flags = maxReplicas === undefined ? [] : ['--max-replicas', String(maxReplicas)];
    const plan = planBlueGreen({ replicas: 10, previewReplicas: 2, maxReplicas, overlap });
    const stages = plan.stages.map(({ active, blue, green, ...stage }) =>
      manifests(
        (chart) =>
          new BlueGreenApp(chart, 'Shop', {
            ...{ ...app, autoscaling, active, overlap: stage.overlap },
            blue: { ...colors.blue, replicas: blue },
            green: { ...colors.green, replicas: green },
          }),
      ),
    );
    const last = manifests(
      (chart) => new BlueGreenApp(chart, 'Shop', { ...app, autoscaling, active: Color.GREEN, green: colors.green }),
    );
    const args = [
      '--replicas',
      '10',
      '--strategy',
      'blue-green',
      '--preview-replicas',
      '2',
      ...flags,
      ...(overlap ? ['--overlap'] : []),
    ];
    walk(await runbook(...args), [...stages, last]);
  });

  it('states the bounds of the autoscalers', async () => {
    const args = ['plan', '--replicas', '10', '--steps', '10,30,50,100', '--max-replicas', '40'];
    const { stdout } = await runInProcess(args);
    const promise = 'at any moment at least 8 ready pods and at most 51 pods, as many as the autoscalers ask for';
    expect(stdout).toContain(`: ${promise}\n`);
    const pods = stdout.match(/^\d .*$/gm)?.map((line) => /(\S+) +(\S+) +[█░]/.exec(line)?.slice(1));
    expect(pods).toEqual([
      ['10–40', '0'],
      ['9–36', '1–4'],
      ['7–28', '3–12'],
      ['5–20', '5–20'],
      ['3–11', '8–29'],
      ['0', '10–40'],
    ]);
    const markdown = (await runInProcess([...args, '--format', 'markdown'])).stdout;
    expect(markdown).toContain(`Guarantees ${promise}.`);
    expect(markdown).toContain('| 3 | v2 at 30% | 7–28 | 3–12 |');
  });

  it('states the bounds of the autoscalers of both colors', async () => {
    const { stdout } = await runInProcess([
      'plan',
      '--replicas',
      '4',
      '--strategy',
      'blue-green',
      '--max-replicas',
      '9',
    ]);
    const promise = 'at any moment at least 4 ready endpoints and at most 18 pods, as many as the autoscalers ask for';
    expect(stdout).toContain(`: ${promise}\n`);
  });
});
