import { describe, expect, it } from 'vitest';
import {
  BlueGreenApp,
  type BlueGreenPlanOptions,
  type BlueGreenStage,
  checkRollout,
  Color,
  planBlueGreen,
} from '../../src';
import { manifests } from '../support/synthesize';

function shapes(stages: BlueGreenStage[]): unknown[] {
  return stages.map(({ phase, active, blue, green, lowestReady }) => [phase, active, blue, green, lowestReady]);
}

describe('stages', () => {
  it('preview, switch and drain from blue to green', () => {
    expect(shapes(planBlueGreen({ replicas: 3 }).stages)).toEqual([
      ['start', 'blue', 3, 0, 3],
      ['preview', 'blue', 3, 3, 3],
      ['switch', 'green', 3, 3, 3],
      ['drain', 'green', 0, 3, 3],
    ]);
  });

  it('the same from green to blue, with fewer pods to test at first', () => {
    expect(shapes(planBlueGreen({ replicas: 4, active: Color.GREEN, previewReplicas: 1 }).stages)).toEqual([
      ['start', 'green', 0, 4, 4],
      ['preview', 'green', 1, 4, 4],
      ['preview', 'green', 4, 4, 4],
      ['switch', 'blue', 4, 4, 4],
      ['drain', 'blue', 4, 0, 4],
    ]);
  });

  it('let both colors overlap before the switch if it is asked for', () => {
    const { stages } = planBlueGreen({ replicas: 3, active: Color.GREEN, previewReplicas: 1, overlap: true });
    expect(stages.map(({ overlap, ...stage }) => [...(shapes([{ overlap, ...stage }])[0] as []), overlap])).toEqual([
      ['start', 'green', 0, 3, 3, false],
      ['preview', 'green', 1, 3, 3, false],
      ['preview', 'green', 3, 3, 3, false],
      ['overlap', 'green', 3, 3, 3, true],
      ['switch', 'blue', 3, 3, 3, false],
      ['drain', 'blue', 3, 0, 3, false],
    ]);
    expect(planBlueGreen({ replicas: 3, overlap: false })).toEqual(planBlueGreen({ replicas: 3 }));
  });

  it('name the condition to wait for while both colors overlap, and go back the same way', () => {
    const { stages } = planBlueGreen({ replicas: 3, name: 'shop', overlap: true });
    const select = (service: string, color: string | null): string =>
      `kubectl patch service shop-${service} --patch '${JSON.stringify({ spec: { selector: { version: color } } })}'`;
    expect(stages.slice(2, 4)).toMatchObject([
      {
        title: 'blue and green both serve',
        waitFor: 'the load balancer of shop-service finds all pods of shop-blue and shop-green healthy',
        commands: [select('service', null)],
        rollback: {
          description: 'apply stage 2 again: blue serves everything at once',
          toStage: 2,
          commands: [select('service', 'blue')],
        },
      },
      {
        title: 'green serves everything',
        commands: [select('service', 'green'), select('preview', 'blue')],
        rollback: {
          description: 'apply stage 3 again, and once the load balancer finds the pods of blue healthy, stage 2',
          toStage: 3,
          commands: [select('service', null), select('preview', 'green')],
        },
      },
    ]);
  });

  it('name the commands, the condition to wait for and the way back', () => {
    const { stages, cleanUp } = planBlueGreen({ replicas: 3, name: 'shop', namespace: 'web', versionLabel: 'color' });
    const scale = (color: string, replicas: number): string[] => [
      `kubectl --namespace web scale deployment/shop-${color} --replicas=${replicas}`,
      `kubectl --namespace web rollout status deployment/shop-${color}`,
    ];
    const select = (active: string, idle: string): string[] => [
      `kubectl --namespace web patch service shop-service --patch '{"spec":{"selector":{"color":"${active}"}}}'`,
      `kubectl --namespace web patch service shop-preview --patch '{"spec":{"selector":{"color":"${idle}"}}}'`,
    ];
    expect(stages.map(({ title, waitFor, commands, rollback }) => ({ title, waitFor, commands, rollback }))).toEqual([
      {
        title: 'blue serves everything',
        waitFor: 'shop-blue has 3 ready pods, shop-green has 0',
        commands: ['kubectl --namespace web rollout status deployment/shop-blue'],
        rollback: { description: 'there is nothing to go back to', commands: [] },
      },
      {
        title: 'green is tested at full size',
        waitFor: 'shop-blue has 3 ready pods, shop-green has 3, and green passes its tests through the preview Service',
        commands: scale('green', 3),
        rollback: {
          description: 'apply stage 1 again: no user has seen green',
          toStage: 1,
          commands: scale('green', 0),
        },
      },
      {
        title: 'green serves everything',
        waitFor: 'green does well with all of the traffic, and the last long-lived connections to blue have ended',
        commands: select('green', 'blue'),
        rollback: {
          description: 'apply stage 2 again: blue serves everything at once',
          toStage: 2,
          commands: select('blue', 'green'),
        },
      },
      {
        title: 'blue has no pods any more',
        waitFor: 'shop-blue has 0 ready pods, shop-green has 3, and green does well',
        commands: scale('blue', 0),
        rollback: {
          description: 'apply stage 3 again, and once the 3 pods of blue are ready, stage 2',
          toStage: 3,
          commands: scale('blue', 3),
        },
      },
    ]);
    expect(cleanUp).toEqual({
      title: 'shop-blue is removed',
      waitFor: 'no one needs to go back to blue any more',
      commands: [
        'kubectl --namespace web delete deployment shop-blue',
        'kubectl --namespace web delete service shop-preview',
      ],
      rollback: 'release the old version again, as blue',
    });
  });

  it('counts a single pod in the singular', () => {
    const { stages } = planBlueGreen({ replicas: 1 });
    expect(stages[0]?.waitFor).toBe('my-app-blue has 1 ready pod, my-app-green has 0');
  });

  it('leave the preview Service out if there is none, and take pinned names', () => {
    const { stages, cleanUp } = planBlueGreen({
      replicas: 1,
      previewService: false,
      serviceName: 'web',
      blueDeployment: 'web-old',
      greenDeployment: 'web-new',
    });
    expect(stages.flatMap(({ commands }) => commands)).toEqual([
      'kubectl rollout status deployment/web-old',
      'kubectl scale deployment/web-new --replicas=1',
      'kubectl rollout status deployment/web-new',
      `kubectl patch service web --patch '{"spec":{"selector":{"version":"green"}}}'`,
      'kubectl scale deployment/web-old --replicas=0',
      'kubectl rollout status deployment/web-old',
    ]);
    expect(cleanUp.commands).toEqual(['kubectl delete deployment web-old']);
  });

  it('pass the checker one after another, and predict the same as it does', () => {
    for (const [replicas, overlap] of [
      [1, false],
      [3, false],
      [10, false],
      [1, true],
      [3, true],
    ] as const) {
      const { stages } = planBlueGreen({ replicas, previewReplicas: 1, overlap });
      const states = stages.map(({ active, blue, green, ...stage }) =>
        manifests((chart) => {
          const colors = { blue: { image: 'shop:1', replicas: blue }, green: { image: 'shop:2', replicas: green } };
          new BlueGreenApp(chart, 'Shop', {
            ...{ name: 'my-app', replicas, port: 80, active },
            ...{ overlap: stage.overlap, ...colors },
          });
        }),
      );
      // Each stage is also a single commit back.
      stages.forEach(({ rollback: { toStage } }, index) => {
        if (toStage !== undefined) expect(checkRollout(states[index]!, states[toStage - 1]!).findings).toEqual([]);
      });
      states.slice(1).forEach((state, index) => {
        const { findings, services } = checkRollout(states[index]!, state);
        expect(findings).toEqual([]);
        const users = services.find(({ name }) => name === 'my-app-service');
        expect(users?.lowestReadyEndpoints).toBe(stages[index + 1]?.lowestReady);
      });
    }
  });
});

describe('bad options', () => {
  it.each<[string, unknown, string]>([
    ['no options', null, 'planBlueGreen: options: expected an object, got null; pass options such as { replicas: 3 }'],
    [
      'values that are none, and an unknown option',
      {
        replicas: 0,
        active: 'red',
        previewReplicas: 4,
        name: 'A',
        namespace: 'a.b',
        previewService: 'no',
        overlap: 1,
        versionLabel: '',
        color: 1,
      },
      [
        'planBlueGreen: 9 problems',
        '  - color: unknown option, got 1; remove it, or use one of replicas, maxReplicas, active, previewReplicas, overlap, name, namespace, previewService, versionLabel, blueDeployment, greenDeployment, serviceName, previewServiceName',
        '  - replicas: expected a whole number from 1 to 2147483647, got 0; state how many pods serve before and after the release',
        '  - active: expected one of blue, green, got "red"; use Color.BLUE or Color.GREEN',
        '  - overlap: expected true or false, got 1; pass a boolean, or leave it out',
        '  - name: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "A"; rename it',
        '  - namespace: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "a.b"; rename it',
        '  - previewService: expected true or false, got "no"; pass a boolean, or leave it out',
        '  - versionLabel: expected a key such as app or example.com/app: at most 63 letters, digits, ".", "_" and "-" after an optional DNS prefix and "/", got ""; rename the key',
        '  - previewReplicas: expected a whole number from 1 to replicas, got 4; state how many pods to test at first, or leave it out for all of them',
      ].join('\n'),
    ],
    [
      'one name for two',
      { replicas: 3, blueDeployment: 'web', greenDeployment: 'web', serviceName: 'web', previewServiceName: 'web' },
      [
        'planBlueGreen: 2 problems',
        '  - greenDeployment: expected a name other than blueDeployment, got "web"; rename one of them',
        '  - previewServiceName: expected a name other than serviceName, got "web"; rename one of them',
      ].join('\n'),
    ],
    [
      'an invalid derived name',
      { replicas: 3, name: '1shop' },
      [
        'planBlueGreen: 2 problems',
        '  - serviceName: expected a DNS label of at most 63 characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end), got "1shop-service"; rename it',
        '  - previewServiceName: expected a DNS label of at most 63 characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end), got "1shop-preview"; rename it',
      ].join('\n'),
    ],
  ])('%s', (_name, options, message) => {
    expect(() => planBlueGreen(options as BlueGreenPlanOptions)).toThrow(new Error(message));
  });
});
