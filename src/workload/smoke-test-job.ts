import { ApiObjectMetadataDefinition, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import { secureContainer } from './main-container';
import { contentHash } from '../text/content-hash';
import { leanJob } from './lean-manifest';
import { recommendedLabels, appLabels } from '../app/labels';
import type { Json } from './json';
import { rewriteManifest } from './rewrite-manifest';
import { type SmokeTestOptions, smokeTestPrefix } from '../app/smoke-test';
import { SyncWave, waveAnnotation } from '../app/sync-waves';
import type { TrackDeployment } from './deployment';

/** The target of a smoke test. */
export interface SmokeTestTarget {
  /** The Service that leads only to the version under test. */
  readonly serviceName: string;
  /** The Deployment of the version under test. */
  readonly deployment: TrackDeployment;
}

/** A user without rights, as in the images of distroless. */
const USER = 65_532;

/**
 * The default deadline, which is longer than the 10, 20, 40, 80, 160 and 320 seconds between 6 retries.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
 */
const DEADLINE_MINUTES = 15;

/**
 * The Job that tests a version. Jobs can't be changed, so the name contains a hash of the test and of the tested pod
 * template. Only a new version or a changed test is tested again; a new percentage or role is not.
 *
 * Its pods have no label of the app, so no Service mistakes them for pods that serve.
 */
export class SmokeTestJob extends kplus.Job {
  readonly #prefix: string;
  readonly #deployment: TrackDeployment;
  #podMetadata?: ApiObjectMetadataDefinition;

  constructor(scope: Construct, id: string, app: AppOptions, test: SmokeTestOptions, target: SmokeTestTarget) {
    const prefix = smokeTestPrefix(app.name);
    super(scope, id, {
      metadata: {
        name: prefix,
        namespace: app.namespace,
        labels: { ...recommendedLabels(app), ...appLabels(app) },
        annotations: waveAnnotation(app.syncWaves ? SyncWave.SMOKE_TEST : undefined),
      },
      backoffLimit: test.backoffLimit,
      activeDeadline: test.deadline ?? Duration.minutes(DEADLINE_MINUTES),
      ttlAfterFinished: test.ttl,
      automountServiceAccountToken: false,
      securityContext: test.securityContext ?? { user: USER },
    });
    this.#prefix = prefix;
    this.#deployment = target.deployment;
    const { image, command, args, envVariables, resources } = test;
    this.addContainer(
      secureContainer({
        name: 'smoke-test',
        ...{ image, command, args, resources },
        envVariables: { ...targetVariables(app, target), ...envVariables },
      }),
    );
    this.apiObject.addJsonPatch(JsonPatch.remove('/spec/template/spec/containers/0/imagePullPolicy'));
    rewriteManifest(this.apiObject, (manifest) => this.#named(leanJob(manifest)));
  }

  /** Returns the name with the hash, once everything that the test depends on is known. */
  public override get name(): string {
    const { metadata } = this.apiObject.toJson() as { readonly metadata: { readonly name: string } };
    return metadata.name;
  }

  /** Returns the metadata of the pods. cdk8s-plus would add a label made from the construct path. */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    this.#podMetadata ??= new ApiObjectMetadataDefinition({ apiObject: this.apiObject });
    return this.#podMetadata;
  }

  #named(manifest: Json): Json {
    const tested = [manifest.spec, this.#deployment.template];
    return {
      ...manifest,
      metadata: { ...(manifest.metadata as Json), name: `${this.#prefix}-${contentHash(tested)}` },
    };
  }
}

function targetVariables({ port }: AppOptions, { serviceName }: SmokeTestTarget): Record<string, kplus.EnvValue> {
  return {
    TARGET_HOST: kplus.EnvValue.fromValue(serviceName),
    TARGET_PORT: kplus.EnvValue.fromValue(String(port)),
    TARGET_URL: kplus.EnvValue.fromValue(`http://${serviceName}:${port}`),
  };
}
