import { blueGreenPropsProblems } from './blue-green-problems';
import type { BlueGreenAppProps, ColorProps } from './blue-green-props';
import { commonLabelProblems, commonLabels } from './overlap-labels';
import { Color } from '../plan/color';
import { blueGreenNames, colorDeployment } from '../plan/release-names';
import { throwProblems, valueOrThrow } from '../validate/problems-error';
import type { Result } from '../validate/result';
import { selectorClashProblems, trackProblems } from '../app/track-problems';
import type { SmokeTestOptions } from '../app/smoke-test';
import { SyncWave } from '../app/sync-waves';
import { type Track, toTrack } from '../app/track';
import { KeptTracks } from '../app/kept-tracks';
import { unreadablePropsProblems } from '../validate/plain-data';

/** A blue/green release as tracks, with the names of its Services. */
export interface BlueGreenTracks {
  readonly blue?: Track;
  readonly green?: Track;
  readonly active: Track;
  readonly idle?: Track;
  /** The labels that the Service selects by: those of the active color, or those that both colors have in common. */
  readonly serviceSelector: Readonly<Record<string, string>>;
  /**
   * The color that the preview Service selects: the one with a smoke test, or the idle one. Only set if there are both.
   */
  readonly previewed?: Track;
  /** The smoke test of that color, if it has one and has pods. */
  readonly smokeTest?: SmokeTestOptions;
  readonly serviceName: string;
  readonly previewServiceName: string;
}

/** The tracks that `ReleaseApp` has checked. */
export const blueGreenKept = new KeptTracks<BlueGreenAppProps, BlueGreenTracks>();

/**
 * Returns the tracks of a blue/green release.
 *
 * @param subject the construct that an error names: `BlueGreenApp prod/shop`
 *
 * @throws one error with all problems of the props
 */
export function toBlueGreenTracks(subject: string, props: BlueGreenAppProps): BlueGreenTracks {
  throwProblems(subject, unreadablePropsProblems(props));
  return valueOrThrow(subject, tryBlueGreenTracks(props));
}

/**
 * Works like `toBlueGreenTracks`, for callers that made the props themselves and report the problems together with their own.
 */
export function tryBlueGreenTracks(props: BlueGreenAppProps): Result<BlueGreenTracks> {
  const problems = blueGreenPropsProblems(props);
  if (problems.length > 0) return { problems };

  const blue = props.blue && colorTrack(props, Color.BLUE, props.blue);
  const green = props.green && colorTrack(props, Color.GREEN, props.green);
  const clashes = [
    ...(blue === undefined ? [] : trackProblems('blue', props, blue)),
    ...(green === undefined ? [] : trackProblems('green', props, green)),
    ...(blue === undefined || green === undefined ? [] : selectorClashProblems('blue', blue, 'green', green)),
    ...(blue === undefined || green === undefined || props.overlap !== true
      ? []
      : commonLabelProblems(props, blue, green)),
  ];
  if (clashes.length > 0) return { problems: clashes };
  const tested = testedColor(props);
  const idle = props.active === Color.BLUE ? green : blue;
  const previewed = idle && (tested === undefined ? idle : { blue, green }[tested]);
  const active = (props.active === Color.BLUE ? blue : green)!;
  const { serviceName, previewServiceName } = blueGreenNames(props);
  const tracks = {
    blue,
    green,
    active,
    idle,
    serviceSelector: props.overlap === true ? commonLabels(active, idle!) : active.matchLabels,
    previewed,
    smokeTest:
      tested === undefined || previewed === undefined || previewed.replicas === 0
        ? undefined
        : props[tested]?.smokeTest,
    serviceName,
    previewServiceName,
  };
  return { value: tracks };
}

function colorTrack(props: BlueGreenAppProps, color: Color, version: ColorProps): Track {
  const { replicas = props.replicas, maxReplicas } = version;
  const autoscaler = props.autoscaling && {
    // A color without pods keeps its bounds, because 0 replicas in its Deployment switch the autoscaler off.
    min: replicas === 0 ? props.replicas : replicas,
    max: maxReplicas ?? props.autoscaling.maxReplicas,
  };
  return toTrack(props, version, colorDeployment(props.name, color), color, {
    replicas,
    autoscaler,
    wave: syncWave(props, color, replicas),
  });
}

/**
 * Returns the wave of a color. The color that will serve, or is tested, comes before the switch of the Service. The
 * other color comes last, and so does one without pods, even if it has a test.
 */
function syncWave(props: BlueGreenAppProps, color: Color, replicas: number): SyncWave | undefined {
  if (props.syncWaves !== true) return undefined;
  const comesUp = replicas > 0 && (props.active === color || testedColor(props) === color);
  return comesUp ? SyncWave.NEW_VERSION : SyncWave.OLD_VERSION;
}

function testedColor(props: BlueGreenAppProps): Color | undefined {
  return Object.values(Color).find((color) => props[color]?.smokeTest !== undefined);
}

/** Returns the names of the Services that an app makes, by the props that state them. */
export function blueGreenServices(props: BlueGreenAppProps): Record<string, string> {
  const { serviceName, previewServiceName } = blueGreenNames(props);
  const hasPreview = props.blue !== undefined && props.green !== undefined && (props.previewService ?? true);
  return { serviceName, ...(hasPreview && { previewServiceName }) };
}
