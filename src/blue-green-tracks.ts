import { APP_OPTIONS, appProblems, derivedNameProblem, serviceNameProblems } from './app-problems';
import { autoscalingProblems } from './autoscaling-problems';
import type { BlueGreenAppProps, ColorProps } from './blue-green-props';
import { Color } from './color';
import { nameProblem, serviceNameProblem } from './names';
import { booleanProblem } from './option-kinds';
import { type Problem, problemsError, subjectOf } from './problem';
import { selectorClashProblems } from './selector-problems';
import type { SmokeTestOptions } from './smoke-test-options';
import { testedNameProblems } from './smoke-test-problems';
import { SyncWave } from './sync-waves';
import { type Track, toTrack } from './track';
import { found, isObject, maxReplicasProblem, replicasProblem, unknownOptionProblems } from './value-problems';
import { trackProblems, VERSION_PROPS, versionProblems } from './version-problems';

/** A blue/green release as tracks, with the names of its Services. */
export interface BlueGreenTracks {
  readonly blue?: Track;
  readonly green?: Track;
  readonly active: Track;
  readonly idle?: Track;
  /** The color that the preview Service reaches: the one with a smoke test, or the idle one. Only where there are both. */
  readonly previewed?: Track;
  /** The smoke test of that color, where it has one and has pods. */
  readonly smokeTest?: SmokeTestOptions;
  readonly serviceName: string;
  readonly previewServiceName: string;
}

const BLUE_GREEN_APP_PROPS: Record<keyof BlueGreenAppProps, true> = {
  ...APP_OPTIONS,
  active: true,
  blue: true,
  green: true,
  previewService: true,
  previewServiceName: true,
};

const COLOR_PROPS: Record<keyof ColorProps, true> = { ...VERSION_PROPS, maxReplicas: true, replicas: true };

/** The tracks of a blue/green release, or what stands in their way. */
export type BlueGreenTracksResult =
  | { readonly tracks: BlueGreenTracks; readonly problems?: undefined }
  | { readonly tracks?: undefined; readonly problems: Problem[] };

/**
 * The tracks of a blue/green release.
 *
 * @throws one error with every problem of the props
 */
export function toBlueGreenTracks(props: BlueGreenAppProps): BlueGreenTracks {
  const result = tryBlueGreenTracks(props);
  if (result.tracks === undefined) throw problemsError(subjectOf('BlueGreenApp', props?.name), result.problems);
  return result.tracks;
}

/** `toBlueGreenTracks` for callers that report its problems together with their own. */
export function tryBlueGreenTracks(props: BlueGreenAppProps): BlueGreenTracksResult {
  if (!isObject(props)) {
    return { problems: [{ prop: 'props', received: props, allowed: 'an object', fix: 'give the props' }] };
  }
  const problems = propsProblems(props);
  if (problems.length > 0) return { problems };

  const blue = props.blue && colorTrack(props, Color.BLUE, props.blue);
  const green = props.green && colorTrack(props, Color.GREEN, props.green);
  const clashes = [
    ...(blue === undefined ? [] : trackProblems('blue', props, blue)),
    ...(green === undefined ? [] : trackProblems('green', props, green)),
    ...(blue === undefined || green === undefined ? [] : selectorClashProblems('blue', blue, 'green', green)),
  ];
  if (clashes.length > 0) return { problems: clashes };
  const tested = testedColor(props);
  const idle = props.active === Color.BLUE ? green : blue;
  const previewed = idle && (tested === undefined ? idle : { blue, green }[tested]);
  const tracks = {
    blue,
    green,
    active: (props.active === Color.BLUE ? blue : green)!,
    idle,
    previewed,
    smokeTest:
      tested === undefined || previewed === undefined || previewed.replicas === 0
        ? undefined
        : props[tested]?.smokeTest,
    serviceName: props.serviceName ?? `${props.name}-service`,
    previewServiceName: props.previewServiceName ?? `${props.name}-preview`,
  };
  return { tracks };
}

function colorTrack(props: BlueGreenAppProps, color: Color, version: ColorProps): Track {
  const { replicas = props.replicas, maxReplicas } = version;
  const autoscaler = props.autoscaling && {
    // A color without pods keeps the bounds that it has with them: its Deployment's 0 switches the autoscaler off.
    min: replicas === 0 ? props.replicas : replicas,
    max: maxReplicas ?? props.autoscaling.maxReplicas,
  };
  return toTrack(props, version, color, color, { replicas, autoscaler, wave: syncWave(props, color, replicas) });
}

/**
 * What is to serve, or is tested, comes up before the Service is switched. The other color comes last, and so does one without
 * pods, even if a test of it is stated.
 */
function syncWave(props: BlueGreenAppProps, color: Color, replicas: number): SyncWave | undefined {
  if (props.syncWaves !== true) return undefined;
  const comesUp = replicas > 0 && (props.active === color || testedColor(props) === color);
  return comesUp ? SyncWave.NEW_VERSION : SyncWave.OLD_VERSION;
}

function testedColor(props: BlueGreenAppProps): Color | undefined {
  return Object.values(Color).find((color) => props[color]?.smokeTest !== undefined);
}

/** A smoke test without a preview Service, one of each color, and one whose name would be too long. */
function untestableProblems(props: BlueGreenAppProps): Problem[] {
  const [tested, other] = Object.values(Color).filter(
    (color) => isObject(props[color]) && props[color].smokeTest !== undefined,
  );
  if (tested === undefined) return [];
  const problems = testedNameProblems(tested, props.name);
  if (props.previewService === false) {
    const allowed = `true or nothing where ${tested} has a smoke test, which needs a Service that leads to it alone`;
    const fix = `leave it out, or remove ${tested}.smokeTest`;
    problems.push({ prop: 'previewService', received: false, allowed, fix });
  }
  if (other !== undefined) {
    const allowed = `nothing while ${tested} is tested, as one preview Service leads to one color`;
    const fix = 'leave it to the color that is to be released';
    problems.push({ prop: `${other}.smokeTest`, received: props[other]?.smokeTest, allowed, fix });
  }
  return problems;
}

function propsProblems(props: BlueGreenAppProps): Problem[] {
  return [
    ...unknownOptionProblems('', props, BLUE_GREEN_APP_PROPS),
    ...appProblems(props),
    ...nameProblems(props),
    ...colorProblems(props, Color.BLUE),
    ...colorProblems(props, Color.GREEN),
    ...activeProblems(props),
    ...booleanProblem('previewService', props.previewService),
    ...untestableProblems(props),
  ];
}

/** Names that are made from the app's name are only looked at where that name is sound itself. */
function nameProblems(props: BlueGreenAppProps): Problem[] {
  if (nameProblem('name', props.name) !== undefined) return [];
  const problems = serviceNameProblems(props);
  const preview = `${props.name}-preview`;
  if (props.previewService ?? true) {
    problems.push(
      ...found(derivedNameProblem('previewServiceName', props.previewServiceName, preview, serviceNameProblem)),
      ...sameServiceNameProblems(props, preview),
    );
  }
  for (const color of Object.values(Color)) {
    if (!isObject(props[color]) || props[color].deploymentName !== undefined) continue;
    problems.push(
      ...found(derivedNameProblem(`${color}.deploymentName`, undefined, `${props.name}-${color}`, nameProblem)),
    );
  }
  return problems;
}

function sameServiceNameProblems(props: BlueGreenAppProps, preview: string): Problem[] {
  const name = props.previewServiceName ?? preview;
  if (name !== (props.serviceName ?? `${props.name}-service`)) return [];
  const fix = 'give each Service a name of its own';
  return [{ prop: 'previewServiceName', received: name, allowed: 'another name than serviceName', fix }];
}

function colorProblems(props: BlueGreenAppProps, color: Color): Problem[] {
  const version = props[color];
  if (version === undefined) return [];
  if (!isObject(version)) {
    return [{ prop: color, received: version, allowed: 'an object with an image', fix: `give ${color}: { image }` }];
  }
  const problems = versionProblems(color, version, COLOR_PROPS);
  if (version.replicas !== undefined) problems.push(...found(replicasProblem(`${color}.replicas`, version.replicas)));
  return [...problems, ...colorBoundsProblems(props, color, version)];
}

/** What a color says about its autoscaler, once what the app says is sound. */
function colorBoundsProblems(props: BlueGreenAppProps, color: Color, version: ColorProps): Problem[] {
  const { replicas, maxReplicas } = version;
  const prop = `${color}.maxReplicas`;
  if (props.autoscaling === undefined) {
    if (maxReplicas === undefined) return [];
    const fix = 'give autoscaling: { maxReplicas, metrics }, or remove it';
    return [{ prop, received: maxReplicas, allowed: 'nothing without autoscaling', fix }];
  }
  if (autoscalingProblems(props).length > 0) return [];
  const least = replicas === undefined || replicas === 0 ? 'replicas' : `${color}.replicas`;
  const most = maxReplicas ?? props.autoscaling.maxReplicas;
  return found(maxReplicasProblem(prop, most, least, least === 'replicas' ? props.replicas : replicas));
}

function activeProblems(props: BlueGreenAppProps): Problem[] {
  if (!Object.values(Color).includes(props.active)) {
    const fix = 'name the color that gets the traffic: Color.BLUE or Color.GREEN';
    return [{ prop: 'active', received: props.active, allowed: 'blue or green', fix }];
  }
  const active = props[props.active];
  if (active === undefined) {
    return [
      {
        prop: 'active',
        received: props.active,
        allowed: 'a color that is there',
        fix: `give ${props.active}: { image }, or make the other color active`,
      },
    ];
  }
  const replicas = isObject(active) ? (active.replicas ?? props.replicas) : undefined;
  if (replicas !== 0) return [];
  return [
    {
      prop: active.replicas === 0 ? `${props.active}.replicas` : 'replicas',
      received: 0,
      allowed: `1 or more, since ${props.active} is the active color`,
      fix: 'give it pods before it gets traffic, or make the other color active',
    },
  ];
}
