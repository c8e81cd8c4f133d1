import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import { servicePorts } from '../app/app-ports';
import { leanService } from './lean-manifest';
import { recommendedLabels, appLabels } from '../app/labels';
import type { Json } from './json';
import { rewritePlainManifest } from './rewrite-manifest';
import type { ServiceExposure } from '../app/service-exposure';
import { type SyncWave, waveAnnotation } from '../app/sync-waves';
import { UNUSED_METADATA } from './track-metadata';
import { sortedByKey } from '../text/by-code-unit';

/** The differences of one Service of an app from another. */
export interface ReleaseServiceOptions {
  readonly name: string;
  /** The labels of the pods that get traffic. */
  readonly selector: Readonly<Record<string, string>>;
  readonly type?: kplus.ServiceType;
  readonly annotations?: { readonly [key: string]: string };
  readonly ports?: kplus.ServicePort[];
  /** Its Argo CD sync wave, if the app uses waves. */
  readonly wave: SyncWave;
  /** Its treatment of clients and nodes. */
  readonly exposure?: ServiceExposure;
}

/** A Service of an app: a cdk8s-plus Service whose selector is stated label by label. */
export class ReleaseService extends kplus.Service {
  constructor(scope: Construct, id: string, app: AppOptions, options: ReleaseServiceOptions) {
    super(scope, id, {
      metadata: {
        name: options.name,
        namespace: app.namespace,
        labels: { ...recommendedLabels(app), ...appLabels(app), ...app.serviceLabels },
        annotations: { ...waveAnnotation(app.syncWaves ? options.wave : undefined), ...options.annotations },
        ...UNUSED_METADATA,
      },
      type: options.type,
      clusterIP: options.exposure?.headless ? 'None' : undefined,
      ports: options.ports ?? servicePorts(app),
    });
    for (const [key, value] of Object.entries(options.selector)) this.selectLabel(key, value);
    rewritePlainManifest(
      this.apiObject,
      () => this._toKube(),
      (manifest) => withExposure(leanService(manifest), options.exposure ?? {}),
    );
  }
}

/** Returns a Service with the app's exposure, which cdk8s-plus has no fields for. */
export function withExposure(manifest: Json, exposure: ServiceExposure): Json {
  const { sessionAffinity, internalTrafficPolicy, externalTrafficPolicy } = exposure;
  if ((sessionAffinity ?? internalTrafficPolicy ?? externalTrafficPolicy) === undefined) return manifest;
  const affinity = sessionAffinity && {
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: sessionAffinity.toSeconds() } },
  };
  const added = { externalTrafficPolicy, internalTrafficPolicy, ...affinity };
  const stated = Object.entries(added).filter(([, value]) => value !== undefined);
  return { ...manifest, spec: sortedByKey({ ...(manifest.spec as Json), ...Object.fromEntries(stated) }) };
}
