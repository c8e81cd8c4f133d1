import { CapacityPolicy } from '../../../src/split/capacity-policy';
import { NAMES, splitOf } from './plan-result';
import { boundsOf, type PlanState, stepsOf } from './plan-state';

/** The path of the release file in the user's repository. */
export const RELEASE_FILE = `releases/${NAMES.name}.yaml`;

const IMAGES = { v1: 'my-app:v1.0.0', v2: 'my-app:v2.0.0' };

/** Returns TypeScript that synthesizes the split. */
export function constructCode(state: PlanState): string {
  return state.strategy === 'canary' ? canaryCode(state) : blueGreenCode(state);
}

function canaryCode(state: PlanState): string {
  const { replicas, percent, tolerance, policy } = state;
  const surge = (splitOf(state).value?.total ?? replicas) - replicas;
  const keep = policy === CapacityPolicy.KEEP_STABLE;
  return [
    "import { App, Chart } from 'cdk8s';",
    `import { CanaryApp${keep ? ', CapacityPolicy' : ''} } from 'cdk8s-rollouts';`,
    '',
    'const app = new App();',
    "const chart = new Chart(app, 'shop');",
    "new CanaryApp(chart, 'Shop', {",
    `  name: '${NAMES.name}', replicas: ${replicas}, port: 80,`,
    `  stable: { version: 'v1', image: '${IMAGES.v1}' },`,
    `  canary: { version: 'v2', image: '${IMAGES.v2}' },`,
    `  trafficPercent: ${percent},`,
    ...(surge > 0 ? [`  maxSurge: ${surge},`] : []),
    ...(tolerance === 5 ? [] : [`  tolerance: ${tolerance},`]),
    ...(keep ? ['  capacityPolicy: CapacityPolicy.KEEP_STABLE,'] : []),
    '});',
    'app.synth();',
    '',
  ].join('\n');
}

function blueGreenCode({ replicas, preview, overlap }: PlanState): string {
  // While both colors serve, green needs all of its pods.
  const pods = preview === undefined || overlap ? '' : `, replicas: ${Math.min(Math.max(preview, 1), replicas)}`;
  return [
    "import { App, Chart } from 'cdk8s';",
    "import { BlueGreenApp, Color } from 'cdk8s-rollouts';",
    '',
    'const app = new App();',
    "const chart = new Chart(app, 'shop');",
    "new BlueGreenApp(chart, 'Shop', {",
    `  name: '${NAMES.name}', replicas: ${replicas}, port: 80,`,
    `  active: Color.BLUE,${overlap ? ' overlap: true,' : ''}`,
    `  blue: { image: '${IMAGES.v1}' },`,
    `  green: { image: '${IMAGES.v2}'${pods} },`,
    '});',
    'app.synth();',
    '',
  ].join('\n');
}

/** Returns TypeScript that synthesizes the stage in the release file. A release changes only that file. */
export function releaseAppCode(): string {
  return [
    "import { App, Chart } from 'cdk8s';",
    "import { ReleaseApp } from 'cdk8s-rollouts';",
    '',
    'const app = new App();',
    "const chart = new Chart(app, 'shop');",
    "new ReleaseApp(chart, 'Shop', {",
    `  name: '${NAMES.name}', port: 80,`,
    `  releaseFile: '${RELEASE_FILE}',`,
    '});',
    'app.synth();',
    '',
  ].join('\n');
}

/** Returns a release file with the stages of the plan. */
export function releaseFile(state: PlanState): string {
  const { strategy, replicas, tolerance, policy, preview, surge, unavailable, overlap } = state;
  const color = strategy === 'canary' ? '' : ', color: blue';
  return [
    `strategy: ${strategy}`,
    `replicas: ${replicas}`,
    ...(strategy === 'canary'
      ? [
          `steps: [${stepsOf(state).join(', ')}]`,
          ...(unavailable === undefined ? [] : [`maxUnavailable: ${boundsOf(state).unavailable}`]),
          ...(surge === undefined ? [] : [`maxSurge: ${surge}`]),
          ...(tolerance === 5 ? [] : [`tolerance: ${tolerance}`]),
          ...(policy === CapacityPolicy.REPLACE ? [] : [`capacityPolicy: ${policy}`]),
        ]
      : [
          ...(preview === undefined ? [] : [`previewReplicas: ${Math.min(Math.max(preview, 1), replicas)}`]),
          ...(overlap ? ['overlap: true'] : []),
        ]),
    `current: { version: v1, image: ${IMAGES.v1}${color} }`,
    `next: { version: v2, image: ${IMAGES.v2} }`,
    'stage: 1',
    '',
  ].join('\n');
}

/** Returns the command that prints the plan. */
export function planCommand(state: PlanState): string {
  const { strategy, replicas, tolerance, policy, preview, surge, unavailable, overlap } = state;
  const flags =
    strategy === 'canary'
      ? [
          `--steps ${stepsOf(state).join(',')}`,
          ...(unavailable === undefined ? [] : [`--max-unavailable ${boundsOf(state).unavailable}`]),
          ...(surge === undefined ? [] : [`--max-surge ${surge}`]),
          ...(tolerance === 5 ? [] : [`--tolerance ${tolerance}`]),
          ...(policy === CapacityPolicy.REPLACE ? [] : [`--policy ${policy}`]),
        ]
      : [
          '--strategy blue-green',
          ...(preview === undefined ? [] : [`--preview-replicas ${Math.min(Math.max(preview, 1), replicas)}`]),
          ...(overlap ? ['--overlap'] : []),
        ];
  return `npx cdk8s-rollouts plan --replicas ${replicas} ${flags.join(' ')}\n`;
}
