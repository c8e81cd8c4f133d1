import type { OwnVersionOptions, VersionProps } from '../app/version-props';
import type { BlueGreenAppProps, ColorProps } from '../blue-green/blue-green-props';
import { blueGreenKept, tryBlueGreenTracks } from '../blue-green/blue-green-tracks';
import type { CanaryVersionProps, CanaryAppProps } from '../canary/canary-props';
import { canaryKept, tryCanaryTracks } from '../canary/canary-tracks';
import { CURRENT_ANNOTATION } from '../model/current-annotation';
import { Color, otherColor } from '../plan/color';
import { inWords } from '../release/in-words';
import { colorDeployment } from '../plan/release-names';
import type { ReleasePlanOptions } from '../release/plan-options';
import { ReleaseStrategy } from '../release/release-strategy';
import type { CountedRelease } from '../release/resolve-release';
import type { ResolvedVersion } from '../release/resolved-version';
import type { StagePods } from '../release/stage-pods';
import type { Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import { withFields } from '../text/with-fields';
import { versionProp } from './release-app-problems';
import type { ReleaseAppProps } from './release-app-props';
import { DEFAULT_APP_LABEL, DEFAULT_VERSION_LABEL } from '../app/labels';

/** The props of the `CanaryApp` or `BlueGreenApp` that makes a stage, and the names of its resources. */
export interface StageProps {
  readonly canary?: CanaryAppProps;
  readonly blueGreen?: BlueGreenAppProps;
  readonly names: ReleasePlanOptions;
}

/** The versions of a stage, with their pods. */
export interface StageVersions {
  readonly current: ResolvedVersion;
  readonly next?: ResolvedVersion;
  readonly stage?: StagePods;
}

/** Returns the props of the app that makes a stage, or their problems, in the terms of a `ReleaseApp`. */
export function toStageProps(
  props: ReleaseAppProps,
  { release }: CountedRelease,
  versions: StageVersions,
): Result<StageProps> {
  return release.strategy === ReleaseStrategy.CANARY
    ? canaryStage(props, release.replicas, versions)
    : blueGreenStage(props, release.replicas, versions);
}

function canaryStage(props: ReleaseAppProps, replicas: number, versions: StageVersions): Result<StageProps> {
  const { current, next, stage } = versions;
  const app: CanaryAppProps = withFields(appOptions(props), {
    replicas,
    trackServices: props.trackServices,
    stableServiceName: props.stableServiceName,
    canaryServiceName: props.canaryServiceName,
    serviceSelector: props.serviceSelector,
    stable: canaryVersion(props, current, untested(ownOptions(props, current))),
    canary: next && canaryVersion(props, next, ownOptions(props, next)),
    replicaCounts: stage && { stable: stage.current, canary: stage.next },
  } satisfies Partial<CanaryAppProps>);
  const { value: tracks, problems } = tryCanaryTracks(app);
  if (tracks === undefined) return { problems: renamed(problems, { stable: current, canary: next }) };
  const currentDeployment = tracks.stable.deploymentName;
  const canary = next === undefined ? app : underWay(app, currentDeployment);
  canaryKept.keep(canary, tracks);
  return { value: { canary, names: { currentDeployment, nextDeployment: tracks.canary?.deploymentName } } };
}

/**
 * Returns the options of a version in a canary release. If the names of Deployments alternate, so do their labels,
 * because the selector of a Deployment can't change.
 */
function canaryVersion(
  props: ReleaseAppProps,
  { version, image, color }: ResolvedVersion,
  options: OwnVersionOptions,
): CanaryVersionProps {
  if (color === undefined) return withFields(options, { version, image } satisfies Partial<CanaryVersionProps>);
  const { name, appLabel = DEFAULT_APP_LABEL, versionLabel = DEFAULT_VERSION_LABEL } = props;
  const pinned = {
    deploymentName: colorDeployment(name, color),
    matchLabels: { [appLabel]: name, [versionLabel]: color },
  };
  return { ...pinned, ...withoutUndefined(options), version, image };
}

function blueGreenStage(props: ReleaseAppProps, replicas: number, versions: StageVersions): Result<StageProps> {
  const { current, next, stage } = versions;
  const [old, fresh] = [current.color!, otherColor(current.color!)];
  const colors: Record<string, ColorProps | undefined> = {
    [old]: version(current, untested(ownOptions(props, current)), stage?.current),
    [fresh]: next && version(next, ownOptions(props, next), stage?.next),
  };
  const percent = stage?.nextPercent ?? 0;
  const app: BlueGreenAppProps = withFields(appOptions(props), {
    replicas,
    previewService: props.previewService,
    previewServiceName: props.previewServiceName,
    active: percent === 100 ? fresh : old,
    ...(percent > 0 && percent < 100 && { overlap: true }),
    blue: colors[Color.BLUE],
    green: colors[Color.GREEN],
  } satisfies Partial<BlueGreenAppProps>);
  const { value: tracks, problems } = tryBlueGreenTracks(app);
  if (tracks === undefined) return { problems: renamed(problems, { [old]: current, [fresh]: next }) };
  const { serviceName, previewServiceName } = tracks;
  const currentDeployment = tracks[old]!.deploymentName;
  const blueGreen = next === undefined ? app : underWay(app, currentDeployment);
  blueGreenKept.keep(blueGreen, tracks);
  return {
    value: {
      blueGreen,
      names: {
        currentDeployment,
        nextDeployment: tracks[fresh]?.deploymentName,
        serviceName,
        previewServiceName,
        previewService: props.previewService,
        versionLabel: props.versionLabel,
      },
    },
  };
}

function version({ image }: ResolvedVersion, options: OwnVersionOptions, replicas: number | undefined): ColorProps {
  const props: VersionProps = { ...options, image };
  return replicas === undefined ? props : { ...props, replicas };
}

/** Returns the props with the current Deployment in an annotation of the Service, which tells an abort from a release. */
function underWay<T extends CanaryAppProps | BlueGreenAppProps>(app: T, currentDeployment: string): T {
  const serviceAnnotations = { [CURRENT_ANNOTATION]: currentDeployment, ...app.serviceAnnotations };
  return withFields(app, { serviceAnnotations } satisfies Partial<CanaryAppProps | BlueGreenAppProps>);
}

/** Returns the props that are independent of the release. */
function appOptions({
  release: _release,
  releaseFile: _releaseFile,
  versions: _versions,
  stage: _stage,
  trackServices: _trackServices,
  stableServiceName: _stableServiceName,
  canaryServiceName: _canaryServiceName,
  serviceSelector: _serviceSelector,
  previewService: _previewService,
  previewServiceName: _previewServiceName,
  ...options
}: ReleaseAppProps): Omit<CanaryAppProps, 'replicas' | 'stable'> & Omit<BlueGreenAppProps, 'replicas' | 'active'> {
  return options;
}

function ownOptions({ versions = {} }: ReleaseAppProps, { version: name }: ResolvedVersion): OwnVersionOptions {
  return Object.hasOwn(versions, name) ? versions[name]! : {};
}

/** Removes the smoke test from the version that serves, which has passed it. */
function untested({ smokeTest: _smokeTest, ...options }: OwnVersionOptions): OwnVersionOptions {
  return options;
}

function withoutUndefined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Restates problems in the terms of a `ReleaseApp`: the options of a version, or the release. */
function renamed(problems: Problem[], sides: Readonly<Record<string, ResolvedVersion | undefined>>): Problem[] {
  const names = Object.entries(sides).flatMap(([side, owner]) =>
    owner === undefined ? [] : [[side, versionProp(owner.version)] as const],
  );
  const props = new Map<string, string>([...names, ['overlap', 'release.overlap']]);
  const words = { 'the canary': 'the next version', 'the stable version': 'the current version' };
  return problems.map((problem) => {
    const [side = '', ...rest] = problem.prop.split('.');
    const prop = [props.get(side) ?? side, ...rest].join('.');
    return { ...inWords(problem, { ...words, ...Object.fromEntries(names) }), prop };
  });
}
