import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { abandon } from '../workload/abandon';
import { constructSubject } from '../workload/construct-subject';
import { sidePorts } from '../app/app-ports';
import type { CanaryAppProps } from './canary-props';
import { canaryKept, canaryServices, type CanaryTracks, toCanaryTracks } from './canary-tracks';
import { throwProblems } from '../validate/problems-error';
import { ReleaseService } from '../workload/service';
import { ROLE_ANNOTATION, Role } from '../model/role';
import { SmokeTestJob } from '../workload/smoke-test-job';
import type { Split } from '../split/split';
import { SyncWave } from '../app/sync-waves';
import type { Track } from '../app/track';
import { type PlacedApp, type PlacedVersion, placeProblems, registerApp } from '../workload/app-place';
import { addAutoscaler } from '../workload/autoscaler';
import { TrackDeployment } from '../workload/deployment';
import { addDisruptionBudget } from '../workload/pod-disruption-budget';

/**
 * An app that is released as a canary: one Deployment per version, and one Service that selects the pods of all of
 * them, so a version's share of the traffic is its share of the ready pods.
 *
 * Raising `trafficPercent` changes only the two replica counts. At 100, you make the canary the stable version, and its
 * Deployment stays byte for byte the same, so a promotion restarts nothing.
 *
 * Use it to expose a new version to a small, growing share of your users. Both versions serve at the same time. Use
 * `BlueGreenApp` if they must not, or if you want to switch at once, and `ReleaseApp` to let commands or a pipeline
 * take the steps.
 *
 * @example
 * new CanaryApp(chart, 'Shop', {
 *   name: 'shop',
 *   replicas: 10,
 *   port: 80,
 *   stable: { version: 'v1', image: 'registry.example.com/shop:1.8.2' },
 *   canary: { version: 'v2', image: 'registry.example.com/shop:2.0.0' },
 *   trafficPercent: 10,
 * });
 *
 * @throws one error with all problems of the props, including a percentage that the replicas can't meet within the
 * tolerance
 */
export class CanaryApp extends Construct {
  /** The Deployment of the stable version. */
  public readonly stableDeployment: kplus.Deployment;

  /** The Deployment of the canary. `undefined` without a canary. */
  public readonly canaryDeployment?: kplus.Deployment;

  /** The Service that users reach. It selects the pods of both versions. */
  public readonly service: kplus.Service;

  /** The Service that selects only the stable version, if `trackServices` is set. */
  public readonly stableService?: kplus.Service;

  /** The Service that selects only the canary, if there is a canary and `trackServices` is set. */
  public readonly canaryService?: kplus.Service;

  /** The autoscaler of the stable version, if `autoscaling` is set. */
  public readonly stableAutoscaler?: kplus.HorizontalPodAutoscaler;

  /** The autoscaler of the canary, if there is a canary and `autoscaling` is set. */
  public readonly canaryAutoscaler?: kplus.HorizontalPodAutoscaler;

  /** The test of the canary, if it has one and has pods. */
  public readonly smokeTest?: kplus.Job;

  /** The split of the pods, with the actual share of the traffic that the canary gets. */
  public readonly split: Split;

  constructor(scope: Construct, id: string, props: CanaryAppProps) {
    const subject = constructSubject('CanaryApp', scope, id);
    // A `ReleaseApp` has checked these props and their place, and registers the app itself.
    const kept = canaryKept.take(props);
    // Validate before super(), so that bad props leave nothing behind in the construct tree.
    const tracks = kept ?? toCanaryTracks(subject, props);
    const services = canaryServices(props);
    const placed: PlacedApp | undefined = kept ? undefined : { versions: placedVersions(props, tracks), services };
    if (placed !== undefined) throwProblems(subject, placeProblems(scope, props, placed));
    super(scope, id);

    try {
      this.split = tracks.split;
      this.stableDeployment = new TrackDeployment(this, 'Stable', props, tracks.stable);
      const canary = tracks.canary && new TrackDeployment(this, 'Canary', props, tracks.canary);
      this.canaryDeployment = canary;
      this.service = new ReleaseService(this, 'Service', props, {
        name: tracks.serviceName,
        selector: tracks.serviceSelector,
        type: props.serviceType,
        annotations: props.serviceAnnotations,
        wave: SyncWave.SERVICE,
        exposure: props,
      });
      const { stableServiceName, canaryServiceName } = services;
      if (stableServiceName !== undefined) {
        this.stableService = this.#trackService(props, Role.STABLE, stableServiceName, tracks.stable);
      }
      if (canaryServiceName !== undefined && tracks.canary !== undefined) {
        this.canaryService = this.#trackService(props, Role.CANARY, canaryServiceName, tracks.canary);
      }
      if (props.canary?.smokeTest !== undefined && canary !== undefined && tracks.split.canary > 0) {
        const target = { serviceName: tracks.canaryServiceName, deployment: canary };
        this.smokeTest = new SmokeTestJob(this, 'SmokeTest', props, props.canary.smokeTest, target);
      }
      this.stableAutoscaler = addAutoscaler(this, 'StableAutoscaler', props, tracks.stable, this.stableDeployment);
      this.canaryAutoscaler = addAutoscaler(this, 'CanaryAutoscaler', props, tracks.canary, this.canaryDeployment);
      addDisruptionBudget(this, 'StableBudget', props, tracks.stable);
      addDisruptionBudget(this, 'CanaryBudget', props, tracks.canary);
      if (placed !== undefined) registerApp(this, props, placed);
    } catch (error) {
      abandon(this, subject, error);
    }
  }

  #trackService(props: CanaryAppProps, role: Role, name: string, track: Track): kplus.Service {
    return new ReleaseService(this, role === Role.STABLE ? 'StableService' : 'CanaryService', props, {
      name,
      selector: track.matchLabels,
      annotations: { [ROLE_ANNOTATION]: role },
      wave: SyncWave.NEW_VERSION,
      ports: sidePorts(props),
    });
  }
}

function placedVersions({ stable, canary }: CanaryAppProps, tracks: CanaryTracks): PlacedVersion[] {
  const placed: PlacedVersion[] = [{ prop: 'stable', given: stable, deploymentName: tracks.stable.deploymentName }];
  if (canary !== undefined && tracks.canary !== undefined) {
    placed.push({ prop: 'canary', given: canary, deploymentName: tracks.canary.deploymentName });
  }
  return placed;
}
