import { Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BlueGreenApp } from '../blue-green/blue-green-app';
import { CanaryApp } from '../canary/canary-app';
import { Color } from '../plan/color';
import type { Release } from '../release/release';
import type { ReleasePlan, ReleaseStage } from '../release/release-plan';
import { throwProblems } from '../validate/problems-error';
import { abandon } from '../workload/abandon';
import { placeProblems, registerApp } from '../workload/app-place';
import { constructSubject } from '../workload/construct-subject';
import type { ReleaseAppProps } from './release-app-props';
import { type NamedPlan, type ReleasedApp, toReleasedApp } from './released-app';

/**
 * An app whose release is described in a file: the version that runs, the version that comes next, and the current
 * stage. It generates the manifests of that stage, so each step of a release is one commit that changes the file.
 *
 * Use it if you want commands or a pipeline to take the steps (`cdk8s-rollouts release next`), or the same code for
 * environments that are at different stages or have different strategies. Use `CanaryApp` or `BlueGreenApp` if you want
 * to write each step in code.
 *
 * @example
 * new ReleaseApp(chart, 'Shop', {
 *   name: 'shop',
 *   port: 80,
 *   containerPort: 8080,
 *   releaseFile: 'releases/prod/shop.yaml',
 * });
 *
 * @throws one error with every problem of the props, or of the release file, each with its position. It names the path
 * of the construct, because one app can exist in many environments.
 */
export class ReleaseApp extends Construct {
  /** The release as its file states it. */
  public readonly release: Release;

  /** The Service that users reach. */
  public readonly service: kplus.Service;

  /** The Deployment of the current version; in the clean-up, of the version that has become the current one. */
  public readonly currentDeployment: kplus.Deployment;

  /** The Deployment of the next version. `undefined` if no release is under way. */
  public readonly nextDeployment?: kplus.Deployment;

  /** The app that makes a canary release. `undefined` with another strategy. */
  public readonly canary?: CanaryApp;

  /** The app that makes a blue/green release. `undefined` with another strategy. */
  public readonly blueGreen?: BlueGreenApp;

  readonly #toPlan: () => NamedPlan;
  #named?: NamedPlan;

  constructor(scope: Construct, id: string, props: ReleaseAppProps) {
    const subject = constructSubject('ReleaseApp', scope, id);
    // Validate before super(), so that bad props leave nothing behind in the construct tree.
    const released = toReleasedApp(subject, props, chartNamespace(scope));
    const { canary, blueGreen } = released.props;
    const app = canary ?? blueGreen!;
    throwProblems(subject, placeProblems(scope, app, released.placed));
    super(scope, id);

    this.release = released.release;
    this.#toPlan = released.toPlan;
    try {
      if (canary !== undefined) {
        this.canary = new CanaryApp(this, 'App', canary);
        this.service = this.canary.service;
        this.currentDeployment = this.canary.stableDeployment;
        this.nextDeployment = this.canary.canaryDeployment;
      } else {
        this.blueGreen = new BlueGreenApp(this, 'App', blueGreen!);
        this.service = this.blueGreen.service;
        const { current, next } = deploymentsOf(this.blueGreen, released);
        this.currentDeployment = current;
        this.nextDeployment = next;
      }
      // The inner app leaves this to the construct that the user wrote, so that errors name it.
      registerApp(this, app, released.placed);
    } catch (error) {
      abandon(this, subject, error instanceof Error ? (error.cause ?? error) : error);
    }
  }

  /** The stages of the release, each with the condition to wait for, the equivalent commands and the way back. */
  public get plan(): ReleasePlan {
    return this.#plan.plan;
  }

  /** The stage whose manifests are made. `undefined` in the clean-up, and if no release is under way. */
  public get stage(): ReleaseStage | undefined {
    return this.#plan.stage;
  }

  get #plan(): NamedPlan {
    this.#named ??= this.#toPlan();
    return this.#named;
  }
}

interface Deployments {
  readonly current: kplus.Deployment;
  readonly next?: kplus.Deployment;
}

/**
 * Returns the Deployments of both versions. Between the switch and the clean-up, the next version is the active one.
 */
function deploymentsOf(app: BlueGreenApp, { current, isUnderWay }: ReleasedApp): Deployments {
  if (!isUnderWay) return { current: app.activeDeployment };
  const [blue, green] = [app.blueDeployment, app.greenDeployment];
  return current.color === Color.BLUE ? { current: blue!, next: green } : { current: green!, next: blue };
}

/** Returns the namespace of the chart. Without a chart, cdk8s reports the problem as soon as a resource is made. */
function chartNamespace(scope: Construct): string | undefined {
  return scope.node.scopes.filter((one): one is Chart => Chart.isChart(one)).at(-1)?.namespace;
}
