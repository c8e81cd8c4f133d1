import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { abandon } from '../workload/abandon';
import { constructSubject } from '../workload/construct-subject';
import { sidePorts } from '../app/app-ports';
import type { BlueGreenAppProps } from './blue-green-props';
import { toBlueGreenTracks } from './blue-green-tracks';
import { Color } from '../plan/color';
import { throwProblems } from '../validate/problems-error';
import { ReleaseService } from '../workload/service';
import { ROLE_ANNOTATION, Role } from '../model/role';
import { SmokeTestJob } from '../workload/smoke-test-job';
import { SyncWave } from '../app/sync-waves';
import { registerApp, sameAppProblems } from '../workload/same-app';
import { addAutoscaler } from '../workload/autoscaler';
import { TrackDeployment } from '../workload/deployment';
import { addDisruptionBudget } from '../workload/pod-disruption-budget';

/**
 * An app that is released blue/green: a Deployment a color, and a Service whose selector names the active one.
 *
 * The idle color is deployed beside the active one without getting traffic, is tested through the preview Service, and
 * gets all traffic at once when `active` names it. The other color stays for a rollback until it is scaled to 0 or
 * left out.
 *
 * Names, labels and selectors come from the props alone. A color's Deployment is the same whether it is active or idle,
 * so a switch restarts nothing.
 *
 * @throws one error with every problem of the props
 */
export class BlueGreenApp extends Construct {
  /** The Deployment of the blue color, where there is one. */
  public readonly blueDeployment?: kplus.Deployment;

  /** The Deployment of the green color, where there is one. */
  public readonly greenDeployment?: kplus.Deployment;

  /** The Deployment that gets the traffic. */
  public readonly activeDeployment: kplus.Deployment;

  /** The Deployment that gets none, where there is one. */
  public readonly idleDeployment?: kplus.Deployment;

  /** The Service that users reach. */
  public readonly service: kplus.Service;

  /** The Service that reaches the idle color, where there is an idle color and the preview is not turned off. */
  public readonly previewService?: kplus.Service;

  /** The test of a color, where both colors are there, one of them has a test, and that one has pods. */
  public readonly smokeTest?: kplus.Job;

  /** The autoscaler of the blue color, where there is one and `autoscaling` asks for it. */
  public readonly blueAutoscaler?: kplus.HorizontalPodAutoscaler;

  /** The autoscaler of the green color, where there is one and `autoscaling` asks for it. */
  public readonly greenAutoscaler?: kplus.HorizontalPodAutoscaler;

  constructor(scope: Construct, id: string, props: BlueGreenAppProps) {
    const subject = constructSubject('BlueGreenApp', scope, id);
    // Before anything joins the construct tree, so that bad props leave nothing behind.
    const tracks = toBlueGreenTracks(subject, props);
    throwProblems(subject, sameAppProblems(scope, props));
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
        selector: tracks.active.matchLabels,
        type: props.serviceType,
        annotations: props.serviceAnnotations,
        wave: SyncWave.SERVICE,
        exposure: props,
      });
      if (tracks.previewed !== undefined && (props.previewService ?? true)) {
        this.previewService = new ReleaseService(this, 'Preview', props, {
          name: tracks.previewServiceName,
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
      registerApp(this, props);
    } catch (error) {
      abandon(this, subject, error);
    }
  }
}
