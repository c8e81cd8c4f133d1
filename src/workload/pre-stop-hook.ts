import type { Json } from './rewrite-manifest';
import { DEFAULT_GRACE, DrainMethod, type DrainOptions } from '../app/drain';
import { sortedByKey } from '../text/by-code-unit';

/** How long a pod may take from the beginning of its end, in seconds. `undefined` where Kubernetes' default will do. */
export function gracePeriodSeconds({ drainSeconds }: DrainOptions): number | undefined {
  return drainSeconds === undefined ? undefined : drainSeconds + DEFAULT_GRACE;
}

interface DeploymentManifest {
  readonly spec: { readonly template: { readonly spec: { readonly containers: { readonly lifecycle?: object }[] } } };
}

/**
 * A Deployment whose main container goes on serving while its pod ends. It is added to what is written, since the Kubernetes of
 * cdk8s-plus-28 does not know all of it, and cdk8s leaves out what it does not know.
 */
export function withPreStopHook(manifest: Json, { drainSeconds: seconds, drainMethod }: DrainOptions): Json {
  if (seconds === undefined) return manifest;
  const preStop =
    drainMethod === DrainMethod.NATIVE_SLEEP
      ? { sleep: { seconds } }
      : { exec: { command: ['sleep', String(seconds)] } };
  const { spec } = manifest as unknown as DeploymentManifest;
  const { template } = spec;
  const [main, ...others] = template.spec.containers;
  const drained = sortedByKey({ ...main, lifecycle: { ...main?.lifecycle, preStop } });
  const pod = { ...template.spec, containers: [drained, ...others] };
  return { ...manifest, spec: { ...spec, template: { ...template, spec: pod } } };
}
