import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { AppOptions } from '../app/app-options';
import type { AutoscalingOptions } from '../app/autoscaling';
import type { Json } from './json';
import { rewriteManifest } from './rewrite-manifest';
import type { Track } from '../app/track';
import { trackMetadata } from './track-metadata';
import type { AutoscalerBounds } from '../model/steady-replicas';

/** The HorizontalPodAutoscaler of one track. It has the name of its Deployment, which no longer states its replicas. */
class TrackAutoscaler extends kplus.HorizontalPodAutoscaler {
  constructor(
    scope: Construct,
    id: string,
    app: AppOptions,
    track: Track,
    { min, max }: AutoscalerBounds,
    { metrics, scaleUp, scaleDown }: AutoscalingOptions,
    target: kplus.Deployment,
  ) {
    super(scope, id, {
      metadata: trackMetadata(app, track),
      target,
      minReplicas: min,
      maxReplicas: max,
      metrics,
      scaleUp,
      scaleDown,
    });
    rewriteManifest(this.apiObject, (manifest) => askedManifest(manifest, { scaleUp, scaleDown }));
  }
}

/** Adds the autoscaler of a track, if there is such a track and it is scaled. */
export function addAutoscaler(
  scope: Construct,
  id: string,
  app: AppOptions,
  track: Track | undefined,
  deployment: kplus.Deployment | undefined,
): kplus.HorizontalPodAutoscaler | undefined {
  if (app.autoscaling === undefined || track?.autoscaler === undefined || deployment === undefined) return undefined;
  return new TrackAutoscaler(scope, id, app, track, track.autoscaler, app.autoscaling, deployment);
}

type Behavior = Pick<AutoscalingOptions, 'scaleUp' | 'scaleDown'>;

/** Returns the autoscaler without the default rules of cdk8s-plus, which are slower than those of Kubernetes. */
function askedManifest(manifest: Json, { scaleUp, scaleDown }: Behavior): Json {
  const { behavior, ...spec } = manifest.spec as Json & { readonly behavior: Record<keyof Behavior, Json> };
  const asked = {
    ...(scaleDown && { scaleDown: askedRules(behavior.scaleDown, scaleDown) }),
    ...(scaleUp && { scaleUp: askedRules(behavior.scaleUp, scaleUp) }),
  };
  return { ...manifest, spec: Object.keys(asked).length === 0 ? spec : { behavior: asked, ...spec } };
}

function askedRules(written: Json, { policies, strategy, stabilizationWindow }: kplus.ScalingRules): Json {
  const asked: Record<string, unknown> = {
    policies,
    selectPolicy: strategy,
    stabilizationWindowSeconds: stabilizationWindow,
  };
  return Object.fromEntries(Object.entries(written).filter(([field]) => asked[field] !== undefined));
}
