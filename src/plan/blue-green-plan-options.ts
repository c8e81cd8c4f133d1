import { Color } from './color';
import { keyProblem, nameProblem, serviceNameProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import { BOOLEAN, MAX_PODS, oneOf } from '../validate/checks';
import { found, isObject, isWholeNumber, optionsCheck, toCheck, UNCHECKED } from '../validate/shape';
import { maxReplicasProblems, SERVING_REPLICAS } from './plan-options';
import { blueGreenNames } from './release-names';

/** The options of `planBlueGreen`. */
export interface BlueGreenPlanOptions {
  /** The number of pods before and after the release: a whole number from 1 to 2147483647. */
  readonly replicas: number;

  /**
   * The number of pods of each color at the highest load, `replicas` or more, if autoscalers set the count. All numbers
   * of pods in the plan are then minimums.
   *
   * @default - no autoscalers
   */
  readonly maxReplicas?: number;

  /**
   * The color that serves before the release.
   *
   * @default Color.BLUE
   */
  readonly active?: Color;

  /**
   * The number of pods of the new color to test at first: a whole number from 1 to `replicas`. A number below
   * `replicas` adds a stage that brings them to `replicas` before the switch.
   *
   * @default - `replicas`
   */
  readonly previewReplicas?: number;

  /**
   * Whether the plan has a stage before the switch in which both colors serve, so that a load balancer that targets
   * pods always has a healthy target, on the way forward and back.
   *
   * @default false
   */
  readonly overlap?: boolean;

  /**
   * The name of the app, used in the commands.
   *
   * @default my-app
   */
  readonly name?: string;

  /**
   * The namespace, used in the commands.
   *
   * @default - the commands name none
   */
  readonly namespace?: string;

  /**
   * The name of the blue Deployment.
   *
   * @default - `<name>-blue`
   */
  readonly blueDeployment?: string;

  /**
   * The name of the green Deployment.
   *
   * @default - `<name>-green`
   */
  readonly greenDeployment?: string;

  /**
   * The name of the Service that users reach.
   *
   * @default - `<name>-service`
   */
  readonly serviceName?: string;

  /**
   * Whether a preview Service selects the idle color.
   *
   * @default true
   */
  readonly previewService?: boolean;

  /**
   * The name of the preview Service.
   *
   * @default - `<name>-preview`
   */
  readonly previewServiceName?: string;

  /**
   * The key of the label that distinguishes the colors.
   *
   * @default version
   */
  readonly versionLabel?: string;
}

/** The options with their defaults filled in. */
export interface ResolvedBlueGreenPlanOptions {
  readonly replicas: number;
  readonly active: Color;
  readonly previewReplicas: number;
  readonly overlap: boolean;
  readonly maxReplicas?: number;
  readonly namespace?: string;
  readonly deployments: Readonly<Record<Color, string>>;
  readonly serviceName: string;
  readonly previewService: boolean;
  readonly previewServiceName: string;
  readonly versionLabel: string;
}

const checkOptions = optionsCheck<BlueGreenPlanOptions>(
  {
    replicas: SERVING_REPLICAS,
    // Checked together with `replicas`.
    maxReplicas: UNCHECKED,
    active: oneOf(Color, 'Color'),
    previewReplicas: UNCHECKED,
    overlap: BOOLEAN,
    name: toCheck(nameProblem),
    namespace: toCheck(nameProblem),
    previewService: BOOLEAN,
    versionLabel: toCheck(keyProblem),
    // Checked with their defaults.
    blueDeployment: UNCHECKED,
    greenDeployment: UNCHECKED,
    serviceName: UNCHECKED,
    previewServiceName: UNCHECKED,
  },
  ['replicas'],
  '{ replicas: 3 }',
);

/** Returns the options with their defaults, or their problems. */
export function resolveBlueGreenPlanOptions(options: BlueGreenPlanOptions): Result<ResolvedBlueGreenPlanOptions> {
  const problems = [...checkOptions(options), ...maxReplicasProblems(options), ...previewReplicasProblems(options)];
  if (problems.length > 0) return { problems };
  const resolved = withDefaults(options);
  const clashes = nameProblems(resolved);
  return clashes.length > 0 ? { problems: clashes } : { value: resolved };
}

function withDefaults(options: BlueGreenPlanOptions): ResolvedBlueGreenPlanOptions {
  const { replicas, namespace, name = 'my-app', active = Color.BLUE, previewReplicas = replicas } = options;
  const { serviceName, previewServiceName, blueDeployment, greenDeployment } = blueGreenNames({ ...options, name });
  return {
    replicas,
    active,
    previewReplicas,
    overlap: options.overlap ?? false,
    ...(namespace === undefined ? {} : { namespace }),
    ...(options.maxReplicas === undefined ? {} : { maxReplicas: options.maxReplicas }),
    deployments: { [Color.BLUE]: blueDeployment, [Color.GREEN]: greenDeployment },
    serviceName,
    previewService: options.previewService ?? true,
    previewServiceName,
    versionLabel: options.versionLabel ?? 'version',
  };
}

function previewReplicasProblems(options: unknown): Problem[] {
  if (!isObject(options) || options.previewReplicas === undefined) return [];
  const { replicas, previewReplicas } = options;
  if (isWholeNumber(previewReplicas, 1, isWholeNumber(replicas, 1, MAX_PODS) ? replicas : 0)) return [];
  const fix = 'state how many pods to test at first, or leave it out for all of them';
  return [{ prop: 'previewReplicas', received: previewReplicas, expected: 'a whole number from 1 to replicas', fix }];
}

/** Returns the problems of given and derived names. */
function nameProblems(options: ResolvedBlueGreenPlanOptions): Problem[] {
  const { deployments, serviceName, previewServiceName } = options;
  const problems = found(
    nameProblem('blueDeployment', deployments.blue),
    nameProblem('greenDeployment', deployments.green),
    serviceNameProblem('serviceName', serviceName),
    serviceNameProblem('previewServiceName', previewServiceName),
  );
  if (problems.length > 0) return problems;
  return found(
    deployments.blue === deployments.green
      ? sameNameProblem('greenDeployment', deployments.green, 'blueDeployment')
      : undefined,
    serviceName === previewServiceName
      ? sameNameProblem('previewServiceName', previewServiceName, 'serviceName')
      : undefined,
  );
}

function sameNameProblem(prop: string, received: string, other: string): Problem {
  return { prop, received, expected: `a name other than ${other}`, fix: 'rename one of them' };
}
