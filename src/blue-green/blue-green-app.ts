import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { abandon } from '../workload/abandon';
import { constructSubject } from '../workload/construct-subject';
import { sidePorts } from '../app/app-ports';
import type { BlueGreenAppProps } from './blue-green-props';
import { blueGreenKept, blueGreenServices, type BlueGreenTracks, toBlueGreenTracks } from './blue-green-tracks';
import { Color } from '../plan/color';
import { throwProblems } from '../validate/problems-error';
import { ReleaseService } from '../workload/service';
import { ROLE_ANNOTATION, Role } from '../model/role';
import { SmokeTestJob } from '../workload/smoke-test-job';
import { SyncWave } from '../app/sync-waves';
import { type PlacedApp, type PlacedVersion, placeProblems, registerApp } from '../workload/app-place';
import { addAutoscaler } from '../workload/autoscaler';
import { TrackDeployment } from '../workload/deployment';
import { addDisruptionBudget } from '../workload/pod-disruption-budget';

/**
 * An app that is released blue/green: one Deployment per color, and a Service whose selector names the active one.
 *
 * The idle color runs beside the active one without traffic. You test it through the preview Service, and it gets all
 * traffic at once when `active` names it, or after a time in which both colors serve (`overlap`). The other color stays
 * for a rollback until you scale it to 0 or remove it.
 *
 * Use it if two versions must not serve at the same time, or if you want to test the new one at full size and roll back
 * at once. It needs twice the pods for a while. Use `CanaryApp` to move the traffic in small steps, and `ReleaseApp` to
 * let commands or a pipeline take the steps.
 *
 * Names, labels and selectors come only from the props. A color's Deployment is the same whether it is active or idle,
 * so a switch restarts nothing.
 *
 * @example
 * new BlueGreenApp(chart, 'Shop', {
 *   name: 'shop',
 *   replicas: 3,
 *   port: 80,
 *   active: Color.BLUE,
 *   blue: { image: 'registry.example.com/shop:1.8.2' },
 *   green: { image: 'registry.example.com/shop:2.0.0' },
 * });
 *
 * @throws one error with all problems of the props
 */
export class BlueGreenApp extends Construct {
  /** The Deployment of the blue color. `undefined` without a blue color. */
  public readonly blueDeployment?: kplus.Deployment;

  /** The Deployment of the green color. `undefined` without a green color. */
  public readonly greenDeployment?: kplus.Deployment;

  /** The Deployment that gets the traffic. While both colors overlap, the other one gets its share. */
  public readonly activeDeployment: kplus.Deployment;

  /** The Deployment of the other color. It gets no traffic, unless both overlap. `undefined` without an idle color. */
  public readonly idleDeployment?: kplus.Deployment;

  /** The Service that users reach. */
  public readonly service: kplus.Service;

  /** The Service that selects the idle color. `undefined` without an idle color, or if the preview is turned off. */
  public readonly previewService?: kplus.Service;

  /** The test of a color. Exists if there are both colors and the tested one has pods. */
  public readonly smokeTest?: kplus.Job;

  /** The autoscaler of the blue color, if there is one and `autoscaling` is set. */
  public readonly blueAutoscaler?: kplus.HorizontalPodAutoscaler;

  /** The autoscaler of the green color, if there is one and `autoscaling` is set. */
  public readonly greenAutoscaler?: kplus.HorizontalPodAutoscaler;

  constructor(scope: Construct, id: string, props: BlueGreenAppProps) {
    const subject = constructSubject('BlueGreenApp', scope, id);
    // A `ReleaseApp` has checked these props and their place, and registers the app itself.
    const kept = blueGreenKept.take(props);
    // Validate before super(), so that bad props leave nothing behind in the construct tree.
    const tracks = kept ?? toBlueGreenTracks(subject, props);
    const services = blueGreenServices(props);
    const placed: PlacedApp | undefined = kept ? undefined : { versions: placedVersions(props, tracks), services };
    if (placed !== undefined) throwProblems(subject, placeProblems(scope, props, placed));
    super(scope, id);

    try {
      const blue = tracks.blue && new TrackDeployment(this, 'Blue', props, tracks.blue);
      const green = tracks.green && new TrackDeployment(this, 'Green', props, tracks.green);
      this.blueDeployment = blue;
      this.greenDeployment = green;
      this.activeDeployment = (props.active === Color.BLUE ? blue : green)!;
      this.idleDeployment = props.active === Color.BLUE ? green : blue;

      this.service = new ReleaseService(this, 'Service', props, {
        name: tracks.serviceName,
        selector: tracks.serviceSelector,
        type: props.serviceType,
        annotations: props.serviceAnnotations,
        wave: SyncWave.SERVICE,
        exposure: props,
      });
      if (tracks.previewed !== undefined && services.previewServiceName !== undefined) {
        this.previewService = new ReleaseService(this, 'Preview', props, {
          name: services.previewServiceName,
          selector: tracks.previewed.matchLabels,
          wave: SyncWave.NEW_VERSION,
          annotations: { [ROLE_ANNOTATION]: Role.PREVIEW },
          ports: sidePorts(props),
        });
      }
      const tested = tracks.previewed === tracks.blue ? blue : green;
      if (tracks.smokeTest !== undefined && tested !== undefined) {
        const target = { serviceName: tracks.previewServiceName, deployment: tested };
        this.smokeTest = new SmokeTestJob(this, 'SmokeTest', props, tracks.smokeTest, target);
      }
      this.blueAutoscaler = addAutoscaler(this, 'BlueAutoscaler', props, tracks.blue, blue);
      this.greenAutoscaler = addAutoscaler(this, 'GreenAutoscaler', props, tracks.green, green);
      addDisruptionBudget(this, 'BlueBudget', props, tracks.blue);
      addDisruptionBudget(this, 'GreenBudget', props, tracks.green);
      if (placed !== undefined) registerApp(this, props, placed);
    } catch (error) {
      abandon(this, subject, error);
    }
  }
}

function placedVersions(props: BlueGreenAppProps, tracks: BlueGreenTracks): PlacedVersion[] {
  return Object.values(Color).flatMap((color) => {
    const [given, track] = [props[color], tracks[color]];
    if (given === undefined || track === undefined) return [];
    return [{ prop: color, given, deploymentName: track.deploymentName }];
  });
}
